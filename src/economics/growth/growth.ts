import { groupBy } from '../../shared/group-by';
import type { Estimate, NotStated } from '../figure';
import { median } from '../median';
import { type MonthlyNet, monthNumber } from './monthly';
import { type Point, type TrendLine, theilSen } from './theil-sen';

export type GrowthLabel = 'growing' | 'shrinking' | 'no clear trend';

/** Change of monthly net revenue. `mean` and interval are minor units per month and month. */
export interface Growth extends Estimate<'modelled'> {
  readonly kind: 'estimated';
  readonly trend: GrowthLabel;
  /** Net revenue of the first month by the line. */
  readonly startMinor: number;
  /** Growth in a year as a share of the median month; undefined when that is not positive. */
  readonly relativePerYear: number | undefined;
  /** True when only equal calendar months were compared. */
  readonly seasonal: boolean;
  readonly months: number;
}

const fewestMonths = 8;
const seasonalFrom = 24;
/** Older months tell little of today, and pairs grow with the square. */
const mostMonths = 36;
const defaultLevel = 0.9;

/**
 * Trend of the latest months by Theil and Sen: up to 29 % of them may be odd without making or hiding it. From 24 months on
 * only equal calendar months are compared, so that a season is not taken for a trend.
 *
 * @param months without gaps, zeros kept; any order
 * @throws RangeError for a month that is missing or given twice
 */
export function growth(months: readonly MonthlyNet[], level = defaultLevel): Growth | NotStated {
  if (months.length < fewestMonths) {
    return { kind: 'not stated', reason: `A trend needs ${fewestMonths} months; there are ${months.length}.` };
  }
  const latest = consecutive(months);
  const seasonal = latest.length >= seasonalFrom;
  const line = theilSen(seasonal ? bySeason(latest) : [latest], level);
  const middle = median(latest.map(({ y }) => y));
  return {
    kind: 'estimated',
    label: 'modelled',
    mean: line.slope,
    interval: { low: line.low, high: line.high, level, method: 'variance of Kendall’s score' },
    method: seasonal ? 'Theil-Sen, equal calendar months' : 'Theil-Sen',
    assumptions: ['The trend is a straight line over the months shown.', 'Months do not depend on each other.'],
    trend: trendOf(line),
    startMinor: line.intercept + line.slope,
    relativePerYear: middle > 0 ? (12 * line.slope) / middle : undefined,
    seasonal,
    months: latest.length,
  };
}

function trendOf({ low, high }: TrendLine): GrowthLabel {
  if (low > 0) return 'growing';
  return high < 0 ? 'shrinking' : 'no clear trend';
}

interface DatedPoint extends Point {
  readonly season: number;
}

/** The first month stands at x = 1 of the months kept. */
function consecutive(months: readonly MonthlyNet[]): readonly DatedPoint[] {
  const numbered = months
    .map(({ month, netMinor }) => ({ number: monthNumber(month), netMinor }))
    .toSorted((left, right) => left.number - right.number);
  const kept = numbered.slice(-mostMonths);
  const first = kept[0]?.number ?? 0;
  for (const [index, { number }] of kept.entries()) {
    if (number !== first + index) throw new RangeError('A trend needs every month once, zeros included.');
  }
  return kept.map(({ number, netMinor }, index) => ({ x: index + 1, y: netMinor, season: number % 12 }));
}

function bySeason(points: readonly DatedPoint[]): readonly (readonly Point[])[] {
  return [...groupBy(points, ({ season }) => season).values()];
}
