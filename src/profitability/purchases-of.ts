import type { BookedEntry } from '../accounting';
import { type CustomerPurchases, readPurchases } from '../economics';

/** Purchases are what is recorded as revenue of this customer; shares spread by a key are no transactions. */
export function purchasesOf(
  customerId: number,
  entries: readonly BookedEntry[],
  lastDay: string,
): CustomerPurchases | undefined {
  const transactions = entries
    .filter(({ kind, label }) => kind === 'revenue' && label === 'recorded')
    .map(({ occurredOn, amountMinor }) => ({ customer: String(customerId), day: occurredOn, amountMinor }));
  return readPurchases(transactions, lastDay).customers[0];
}

/** Money of purchases before and after what they cost us directly. */
export interface Turnover {
  readonly revenueMinor: number;
  /** Revenue less rebates, goods and returns. */
  readonly marginMinor: number;
}

export function turnoverOf(entries: readonly BookedEntry[]): Turnover {
  const sum = (some: readonly BookedEntry[]) => some.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const revenue = entries.filter(({ kind }) => kind === 'revenue');
  return {
    revenueMinor: sum(revenue.filter(({ amountMinor }) => amountMinor > 0)),
    marginMinor: sum(entries.filter(({ kind }) => ['revenue', 'rebate', 'cost_of_goods'].includes(kind))),
  };
}

/** Between 0 and 1; null without revenue. */
export function marginOf({ revenueMinor, marginMinor }: Turnover): number | null {
  return revenueMinor === 0 ? null : Math.min(1, Math.max(0, marginMinor / revenueMinor));
}
