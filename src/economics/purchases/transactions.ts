import { groupBy } from '../../shared/group-by';
import { compareText } from '../../value';
import { dayNumber } from '../day';
import type { SpendHistory } from '../spend/gamma-gamma';
import type { PurchaseHistory } from './purchase-history';

/** One transaction of a customer who may lawfully be known by it. */
export interface Transaction {
  readonly customer: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Whole minor units of one currency; negative for a return. */
  readonly amountMinor: number;
}

/** A customer's transactions as the purchase and spend laws read them. */
export interface CustomerPurchases {
  readonly customer: string;
  readonly history: PurchaseHistory;
  /** Mean of the repeat transactions that were paid for; undefined when there are none. In minor units. */
  readonly spend: SpendHistory | undefined;
}

export interface PurchasesRead {
  /** In order of customer. */
  readonly customers: readonly CustomerPurchases[];
  /** Rows of a day that were joined with another row of that day. */
  readonly mergedRows: number;
  /** Days on which something was taken for nothing: transactions, but not spend. */
  readonly freeDays: number;
  /** Returns: neither transaction nor spend. They belong in the margin. */
  readonly returns: { readonly rows: number; readonly amountMinor: number };
  /** Rows after the end of the observation. */
  readonly laterRows: number;
}

interface DaySum {
  readonly day: number;
  readonly amountMinor: number;
}

const daysPerWeek = 7;

/**
 * Reads transactions into histories: what a customer takes on one day is one transaction, the first day starts the clock and
 * is not a repeat, and days without payment count as transactions but not in the mean.
 *
 * @param lastDay last day of the observation, `YYYY-MM-DD`
 * @throws RangeError for days that no calendar holds
 */
export function readPurchases(transactions: Iterable<Transaction>, lastDay: string): PurchasesRead {
  const end = dayNumber(lastDay);
  const all = [...transactions].map((row) => ({ ...row, number: dayNumber(row.day) }));
  const observed = all.filter(({ number }) => number <= end);
  const returned = observed.filter(({ amountMinor }) => amountMinor < 0);
  const bought = observed.filter(({ amountMinor }) => amountMinor >= 0);
  const byCustomer = [...groupBy(bought, ({ customer }) => customer)]
    .toSorted(([left], [right]) => compareText(left, right))
    .map(([customer, rows]) => ({ customer, days: daySums(rows) }));
  const days = byCustomer.flatMap((one) => one.days);
  return {
    customers: byCustomer.map(({ customer, days: own }) => ({
      customer,
      history: historyOf(own, end),
      spend: spendOf(own.slice(1)),
    })),
    mergedRows: bought.length - days.length,
    freeDays: days.filter(({ amountMinor }) => amountMinor === 0).length,
    returns: { rows: returned.length, amountMinor: returned.reduce((sum, { amountMinor }) => sum + amountMinor, 0) },
    laterRows: all.length - observed.length,
  };
}

function daySums(rows: readonly { readonly number: number; readonly amountMinor: number }[]): readonly DaySum[] {
  return [...groupBy(rows, ({ number }) => number)]
    .map(([day, sameDay]) => ({ day, amountMinor: sameDay.reduce((sum, { amountMinor }) => sum + amountMinor, 0) }))
    .sort((left, right) => left.day - right.day);
}

function historyOf(days: readonly DaySum[], end: number): PurchaseHistory {
  const first = days[0]?.day ?? end;
  const last = days.at(-1)?.day ?? first;
  return {
    repeats: Math.max(0, days.length - 1),
    lastRepeat: (last - first) / daysPerWeek,
    observed: (end - first) / daysPerWeek,
  };
}

function spendOf(repeats: readonly DaySum[]): SpendHistory | undefined {
  const paid = repeats.filter(({ amountMinor }) => amountMinor > 0);
  if (paid.length === 0) return undefined;
  return {
    transactions: paid.length,
    mean: paid.reduce((sum, { amountMinor }) => sum + amountMinor, 0) / paid.length,
  };
}
