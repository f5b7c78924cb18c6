import { bfgs } from './bfgs';
import { gradient, hessian } from './derivatives';
import { type Minimum, nelderMead } from './nelder-mead';
import { addScaled, inverse, type Matrix, type Objective, times, type Vector } from './vector';

export interface SharpMinimum extends Minimum {
  /** Inverse of the second derivatives: for a negative log-likelihood the covariance of the estimates. */
  readonly covariance: Matrix;
  /** How many of the starts ended in this minimum. */
  readonly startsAgreeing: number;
}

/** Outside e^-12 to e^12 a parameter on the logarithmic scale is no longer told apart from zero or infinity. */
const bound = 12;
const agreement = 1e-3;
/** A standard error of 3 on the logarithmic scale leaves a factor of 20 either way: nothing is known. */
const largestVariance = 9;

/**
 * Minimum of a function of logarithms: downhill simplex from every start, quasi-Newton from the best, then Newton steps.
 * Undefined when the function has no minimum inside the bounds, so that the data do not determine the parameters.
 */
export function minimise(objective: Objective, starts: readonly Vector[]): SharpMinimum | undefined {
  const bounded: Objective = (point) => {
    const value = point.every((part) => Math.abs(part) <= bound) ? objective(point) : Number.POSITIVE_INFINITY;
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  const rough = starts
    .map((start) => nelderMead(bounded, start, { edge: 0.5, tolerance: 1e-7, maximumSteps: 2000 }))
    .toSorted((left, right) => left.value - right.value);
  const [best] = rough;
  if (best === undefined) throw new RangeError('A minimum needs a start.');
  const near = bfgs(bounded, best.point, { tolerance: 1e-6, maximumSteps: 200 });
  const found = sharpen(bounded, near);
  if (found === undefined || found.point.some((part) => Math.abs(part) > bound - 1)) return undefined;
  const startsAgreeing = rough.filter(({ value }) => value - found.value < agreement).length;
  return { ...found, steps: best.steps + near.steps, startsAgreeing };
}

/** Newton's steps need no line search, which rounding of the value would end too early. */
function sharpen(objective: Objective, { point, steps }: Minimum): Omit<SharpMinimum, 'startsAgreeing'> | undefined {
  let covariance = inverse(hessian(objective, point));
  let sharp = point;
  for (let round = 0; round < 3 && covariance !== undefined; round += 1) {
    const step = times(covariance, gradient(objective, sharp));
    if (!step.every((part) => Math.abs(part) < 0.1)) return undefined;
    sharp = addScaled(sharp, -1, step);
  }
  covariance = inverse(hessian(objective, sharp));
  if (covariance?.every((row, index) => (row[index] ?? Number.NaN) < largestVariance) !== true) return undefined;
  return { point: sharp, value: objective(sharp), covariance, steps };
}
