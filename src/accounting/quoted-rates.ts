import { convert, type RateTable } from '../economics';
import type { BookedRow } from './booked-entries.store';

type Rational = NonNullable<ReturnType<RateTable['rateOn']>>;

export interface RateEdition {
  /** Number of the edition; null when no rates were ever recorded. */
  readonly id: number | null;
  /** Of the edition and all before it; empty without one. */
  readonly hash: string;
}

/** What is shown where nothing was converted because no rates exist. */
const noEdition = 'none';

/** The rates that came with the entries, as a table: quotes of two currencies against one base make their rate. */
export function quotedRates(
  rows: readonly Pick<BookedRow, 'currency' | 'occurred_on' | 'quote' | 'reporting_quote'>[],
  reportingCurrency: string,
  edition: RateEdition,
): RateTable {
  const rates = new Map<string, Rational>();
  for (const { currency, occurred_on, quote, reporting_quote } of rows) {
    if (quote === null || reporting_quote === null) continue;
    rates.set(`${currency} ${occurred_on}`, crossRate(quote, reporting_quote));
  }
  return {
    version: edition.id === null ? noEdition : `edition ${edition.id}`,
    hash: edition.hash,
    reportingCurrency,
    rateOn: (currency, day) =>
      currency === reportingCurrency ? { numerator: 1n, denominator: 1n } : rates.get(`${currency} ${day}`),
  };
}

/** Long enough for the longest run of days on which central banks publish nothing. */
export const quoteValidForDays = 7;

/** An amount with the units per base that its currency and the reporting currency had on its day; null without a quote. */
export interface QuotedAmount {
  readonly amountMinor: number;
  readonly currency: string;
  readonly quote: string | null;
  readonly reportingQuote: string | null;
}

/** The amount in the reporting currency, rounded half to even; undefined without a quote. */
export function convertQuoted(
  { amountMinor, currency, quote, reportingQuote }: QuotedAmount,
  reportingCurrency: string,
): number | undefined {
  if (currency === reportingCurrency) return amountMinor;
  if (quote === null || reportingQuote === null) return undefined;
  const rate = crossRate(quote, reportingQuote);
  const table = { version: '', hash: '', reportingCurrency, rateOn: () => rate };
  return convert({ amountMinor, currency, occurredOn: '' }, table);
}

/** Units of the reporting currency per unit of the other: (reporting per base) / (other per base), exact. */
function crossRate(quote: string, reportingQuote: string): Rational {
  const [other, reporting] = [decimal(quote), decimal(reportingQuote)];
  return {
    numerator: reporting.digits * 10n ** BigInt(other.scale),
    denominator: other.digits * 10n ** BigInt(reporting.scale),
  };
}

function decimal(text: string): { readonly digits: bigint; readonly scale: number } {
  const [whole = '0', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}
