import { expectedOfNew } from './expectation';
import type { PurchaseModel } from './purchase-law';

/** Repeat transactions of all customers together up to the end of a week. */
export interface TrackingPoint {
  readonly week: number;
  readonly actual: number;
  readonly expected: number;
}

/** When a customer began, and when they bought again: weeks on one clock for all. */
export interface CustomerTrack {
  readonly start: number;
  readonly repeats: readonly number[];
}

/**
 * Cumulative repeat transactions, recorded beside modelled. A constant rate of buying while alive is an assumption: where the
 * two part, no expectation may be shown for the segment.
 */
export function trackPurchases(
  model: PurchaseModel,
  tracks: readonly CustomerTrack[],
  weeks: readonly number[],
): readonly TrackingPoint[] {
  const starts = new Map<number, number>();
  for (const { start } of tracks) starts.set(start, (starts.get(start) ?? 0) + 1);
  const cohorts = [...starts].sort(([left], [right]) => left - right);
  const repeats = tracks.flatMap((track) => track.repeats);
  return weeks.map((week) => ({
    week,
    actual: repeats.filter((time) => time <= week).length,
    expected: cohorts
      .filter(([start]) => start < week)
      .reduce((sum, [start, customers]) => sum + customers * expectedOfNew(model, week - start), 0),
  }));
}
