import { groupBy } from '../../shared/group-by';
import { compareText, modelHash } from '../../value';
import { dayNumber } from '../day';
import { parseRational, type Rational } from './rational';

/** What one unit of a currency was worth on a day, in units of the reporting currency. */
export interface ExchangeRate {
  readonly currency: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Decimal, or a fraction for a source that quotes the other way round: `1.0837` or `10000/10837`. Exact. */
  readonly rate: string;
}

export interface RateTableDocument {
  /** Name of this edition of the rates, as it is shown. */
  readonly version: string;
  readonly reportingCurrency: string;
  /** How many days a rate holds, its own included, unless a newer one exists. 1: each day needs a rate of its own. */
  readonly validForDays: number;
  readonly rates: readonly ExchangeRate[];
}

/** Exchange rates that never change: other rates are another table. */
export interface RateTable {
  readonly version: string;
  /** SHA-256 of the canonical document, whatever order its rates came in. */
  readonly hash: string;
  readonly reportingCurrency: string;
  /** Units of the reporting currency per unit; undefined when the table has no rate for that day. */
  rateOn(currency: string, day: string): Rational | undefined;
}

interface DatedRate {
  readonly day: number;
  readonly rate: Rational;
}

const one: Rational = { numerator: 1n, denominator: 1n };

/** @throws RangeError for a rate that is not positive, given twice for a day, or given for the reporting currency */
export function rateTable(document: RateTableDocument): RateTable {
  const { version, reportingCurrency, validForDays } = document;
  if (!(validForDays >= 1)) throw new RangeError(`Rates cannot hold for ${validForDays} days.`);
  const inOrder = document.rates.toSorted(
    (left, right) => compareText(left.currency, right.currency) || compareText(left.day, right.day),
  );
  const byCurrency = new Map(
    [...groupBy(inOrder, ({ currency }) => currency)].map(([currency, rates]) => [currency, datedRates(rates)]),
  );
  if (byCurrency.has(reportingCurrency)) throw new RangeError(`${reportingCurrency} needs no rate to itself.`);
  return {
    version,
    hash: modelHash({ version, reportingCurrency, validForDays, rates: inOrder }),
    reportingCurrency,
    rateOn: (currency, day) => {
      if (currency === reportingCurrency) return one;
      const number = dayNumber(day);
      const latest = latestNotAfter(byCurrency.get(currency) ?? [], number);
      return latest !== undefined && number - latest.day < validForDays ? latest.rate : undefined;
    },
  };
}

function datedRates(rates: readonly ExchangeRate[]): readonly DatedRate[] {
  return rates.map(({ currency, day, rate: text }, index) => {
    const rate = parseRational(text);
    if (rate.numerator <= 0n) throw new RangeError(`The rate of ${currency} on ${day}, ${text}, is not positive.`);
    if (rates[index - 1]?.day === day) throw new RangeError(`${currency} has two rates on ${day}.`);
    return { day: dayNumber(day), rate };
  });
}

function latestNotAfter(rates: readonly DatedRate[], day: number): DatedRate | undefined {
  let low = 0;
  let high = rates.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rates[middle]?.day ?? Number.POSITIVE_INFINITY) <= day) low = middle + 1;
    else high = middle;
  }
  return rates[low - 1];
}
