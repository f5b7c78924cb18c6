import { normalQuantile } from '../numerics/normal';
import type { SpendHistory } from './gamma-gamma';

/** How far mean spend goes with the number of transactions. The spend law assumes: not at all. */
export interface IndependenceCheck {
  /** Correlation of Pearson; undefined when one of the two does not vary. */
  readonly correlation: number | undefined;
  /** 95 %, by Fisher's transformation. */
  readonly low: number;
  readonly high: number;
  readonly verdict: 'near zero' | 'not near zero';
}

/** A judgement: beyond it one quantity tells more than 4 % of the variance of the other. */
const nearZero = 0.2;

export function checkIndependence(histories: readonly SpendHistory[]): IndependenceCheck {
  const correlation = pearson(histories.map(({ transactions, mean }) => [transactions, mean]));
  if (correlation === undefined) return { correlation, low: -1, high: 1, verdict: 'near zero' };
  const reach = normalQuantile(0.975) / Math.sqrt(Math.max(1, histories.length - 3));
  const centre = Math.atanh(Math.min(Math.max(correlation, -1 + 1e-12), 1 - 1e-12));
  return {
    correlation,
    low: Math.tanh(centre - reach),
    high: Math.tanh(centre + reach),
    verdict: Math.abs(correlation) <= nearZero ? 'near zero' : 'not near zero',
  };
}

function pearson(pairs: readonly (readonly [number, number])[]): number | undefined {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
    yy += (y - meanY) ** 2;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : undefined;
}
