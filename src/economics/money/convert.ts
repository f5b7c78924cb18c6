import { currencyDigits } from '../../sdk';
import { safeMinor, wholeMinor } from './minor-units';
import type { RateTable } from './rate-table';
import { type Rational, roundHalfEven } from './rational';

/**
 * Minor units times an exact rate, rounded half to even once.
 *
 * @param rate minor units of the target per minor unit of the source
 */
export function timesRate(minor: bigint, rate: Rational): bigint {
  return roundHalfEven({ numerator: minor * rate.numerator, denominator: rate.denominator });
}

export interface DatedAmount {
  /** Whole minor units, of either sign. */
  readonly amountMinor: number;
  readonly currency: string;
  /** `YYYY-MM-DD`: the day whose rate applies. */
  readonly occurredOn: string;
}

/**
 * One amount in minor units of the reporting currency; undefined when the table has no rate for its currency and day.
 * Sums are made of converted amounts, never converted themselves: so they do not depend on how entries are grouped.
 *
 * @throws RapportError MONEY_INVALID for an amount that is not whole or too large, CURRENCY_UNKNOWN
 */
export function convert({ amountMinor, currency, occurredOn }: DatedAmount, table: RateTable): number | undefined {
  const rate = table.rateOn(currency, occurredOn);
  if (rate === undefined) return undefined;
  const converted = timesRate(wholeMinor(amountMinor, currency), betweenMinorUnits(rate, currency, table));
  return safeMinor(converted, table.reportingCurrency);
}

/** A rate between units as one between minor units: currencies differ in the digits they have. */
function betweenMinorUnits({ numerator, denominator }: Rational, currency: string, table: RateTable): Rational {
  return {
    numerator: numerator * 10n ** BigInt(currencyDigits(table.reportingCurrency)),
    denominator: denominator * 10n ** BigInt(currencyDigits(currency)),
  };
}
