import { compareText } from './order';

/** A contribution as the daily cap sees it. */
export interface CappedEntry {
  readonly eventId: string;
  readonly ordinal: number;
  readonly amount: number;
}

/**
 * What each contribution of one (customer, signal, calendar day) counts, so that together they stay within the cap.
 * The sum runs in event-id order: floating addition is not associative, and the factor must not depend on arrival.
 */
export function dailyFactor(entries: readonly CappedEntry[], cap: number): number {
  const ordered = entries.toSorted((a, b) => compareText(a.eventId, b.eventId) || a.ordinal - b.ordinal);
  const total = ordered.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  return total > cap ? cap / total : 1;
}

/** A decayed sum held within `±cap`. */
export function cappedSum(sum: number, cap: number | undefined): number {
  return cap === undefined ? sum : Math.sign(sum) * Math.min(Math.abs(sum), cap);
}
