import type { RandomVariables } from './numerics/random';
import { addScaled, cholesky, type Matrix, times, type Vector } from './numerics/vector';

/** Where parameters come from. Borrowed ones were fitted to other customers, and every figure made with them says so. */
export type Origin =
  | { readonly kind: 'fitted'; readonly customers: number; readonly withRepeats: number }
  | { readonly kind: 'borrowed'; readonly from: string };

/** Parameters on the logarithmic scale with the covariance of their estimates. */
export interface LogEstimates {
  readonly point: Vector;
  readonly covariance: Matrix;
}

export const fewestWithRepeats = 300;

/** The same law for customers too few to fit it to. @param from whose parameters they are, in words */
export function borrowed<Fit extends { readonly origin: Origin }>(fit: Fit, from: string): Fit {
  return { ...fit, origin: { kind: 'borrowed', from } };
}

/** Standard error of each parameter by its own measure. */
export function standardErrors({ point, covariance }: LogEstimates): readonly number[] {
  return point.map((log, index) => Math.exp(log) * Math.sqrt(covariance[index]?.[index] ?? Number.NaN));
}

/** Draws logarithms of parameters as they might have been estimated: normal, so that the parameters stay positive. */
export function parameterDraw({ point, covariance }: LogEstimates): (random: RandomVariables) => Vector {
  const lower = cholesky(covariance);
  if (lower === undefined) throw new RangeError('The covariance of the estimates is not positive definite.');
  return (random) => {
    const chance = point.map(() => random.normal());
    return addScaled(point, 1, times(lower, chance));
  };
}
