/** Numbers in ascending order. */
export function ascending(values: Iterable<number>): readonly number[] {
  return [...values].sort((left, right) => left - right);
}

/** Middle value, or the mean of the two middle ones. @throws RangeError when there is none */
export function median(values: Iterable<number>): number {
  const sorted = ascending(values);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('There is no median of no values.');
  return (lower + upper) / 2;
}

/**
 * Quantile with linear interpolation between order statistics.
 *
 * @param sorted ascending, not empty
 * @param share 0 for the smallest, 1 for the largest
 */
export function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError('There is no quantile of no values.');
  return below + (above - below) * (place - Math.floor(place));
}
