/** What the purchase laws need to know of a customer. Times in weeks since the first transaction. */
export interface PurchaseHistory {
  /** x: transactions after the first. */
  readonly repeats: number;
  /** t_x: when the last of them was; 0 without repeats. */
  readonly lastRepeat: number;
  /** T: how long the customer was observed. */
  readonly observed: number;
}

/** Equal histories and how many customers have them. */
export interface HistoryCount extends PurchaseHistory {
  readonly customers: number;
}

/**
 * Collapses equal histories, in a fixed order: fits of the same customers are equal to the last bit in whatever order they come.
 *
 * @throws RangeError for a history that cannot be
 */
export function collapse(histories: Iterable<PurchaseHistory>): readonly HistoryCount[] {
  const counts = new Map<string, HistoryCount>();
  for (const history of histories) {
    const { repeats, lastRepeat, observed } = checkHistory(history);
    const key = `${repeats} ${lastRepeat} ${observed}`;
    counts.set(key, { repeats, lastRepeat, observed, customers: (counts.get(key)?.customers ?? 0) + 1 });
  }
  return [...counts.values()].sort(
    (left, right) =>
      left.repeats - right.repeats || left.lastRepeat - right.lastRepeat || left.observed - right.observed,
  );
}

/** @throws RangeError for a history that cannot be */
export function checkHistory(history: PurchaseHistory): PurchaseHistory {
  const { repeats, lastRepeat, observed } = history;
  const possible =
    Number.isSafeInteger(repeats) &&
    repeats >= 0 &&
    lastRepeat >= 0 &&
    lastRepeat <= observed &&
    Number.isFinite(observed) &&
    (repeats > 0 || lastRepeat === 0);
  if (!possible) {
    throw new RangeError(`${repeats} repeat transactions until week ${lastRepeat} of ${observed} are not a history.`);
  }
  return history;
}
