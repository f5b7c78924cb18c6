import { groupBy } from '../../shared/group-by';
import { ascending, median } from '../median';
import { normalQuantile } from '../numerics/normal';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A robust line: the median of all pairwise slopes, with the interval Kendall's variance gives it. */
export interface TrendLine {
  readonly slope: number;
  /** At x = 0. */
  readonly intercept: number;
  readonly low: number;
  readonly high: number;
  /** How many pairs have different x. */
  readonly slopes: number;
}

/**
 * The line through points whose pairs are compared within groups only: one group for a plain trend, one per calendar month
 * for a seasonal one. Points with equal x make no pair; ties in x or y narrow the variance.
 *
 * @param level share the interval is to cover, 0.9 for 90 %
 * @throws RangeError when no two points of a group differ in x
 */
export function theilSen(groups: readonly (readonly Point[])[], level: number): TrendLine {
  const slopes = ascending(groups.flatMap(pairwiseSlopes));
  if (slopes.length === 0) throw new RangeError('A trend needs two points with different x.');
  const slope = median(slopes);
  const points = groups.flat();
  const variance = groups.reduce((sum, group) => sum + kendallVariance(group), 0);
  const reach = normalQuantile((1 + level) / 2) * Math.sqrt(variance);
  const element = (place: number): number => slopes[Math.min(Math.max(place, 1), slopes.length) - 1] ?? Number.NaN;
  return {
    slope,
    intercept: median(points.map(({ y }) => y)) - slope * median(points.map(({ x }) => x)),
    low: element(roundHalfEven((slopes.length - reach) / 2)),
    high: element(roundHalfEven((slopes.length + reach) / 2) + 1),
    slopes: slopes.length,
  };
}

/** A flat pair is 0, never -0: the sign of nothing must not depend on the order of the points. */
function pairwiseSlopes(points: readonly Point[]): readonly number[] {
  return points.flatMap((from, index) =>
    points.slice(index + 1).flatMap((to) => (to.x === from.x ? [] : [(to.y - from.y) / (to.x - from.x) + 0])),
  );
}

/** Variance of Kendall's score; each run of ties takes what it would have added by itself. */
function kendallVariance(points: readonly Point[]): number {
  const own = (count: number): number => count * (count - 1) * (2 * count + 5);
  const ties = (values: readonly number[]): number =>
    [...groupBy(values, (value) => value).values()].reduce((sum, { length }) => sum + own(length), 0);
  const free = own(points.length) - ties(points.map(({ x }) => x)) - ties(points.map(({ y }) => y));
  return Math.max(0, free) / 18;
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
