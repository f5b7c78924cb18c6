import { gradient } from './derivatives';
import type { Minimum } from './nelder-mead';
import { addScaled, dot, identity, type Matrix, type Objective, times, type Vector } from './vector';

export interface BfgsOptions {
  /** Ends when no derivative is larger. */
  readonly tolerance: number;
  readonly maximumSteps: number;
}

/** Quasi-Newton descent from a point near the minimum: sharpens what the simplex has found. */
export function bfgs(objective: Objective, start: Vector, options: BfgsOptions): Minimum {
  let point = start;
  let value = objective(point);
  let slope = gradient(objective, point);
  let inverseHessian = identity(start.length);
  let steps = 0;
  while (steps < options.maximumSteps && largest(slope) > options.tolerance) {
    const downhill = times(inverseHessian, slope).map((part) => -part);
    const direction = dot(downhill, slope) < 0 ? downhill : slope.map((part) => -part);
    const next = backtrack(objective, point, value, direction, dot(direction, slope));
    if (next === undefined) break;
    const nextSlope = gradient(objective, next.point);
    if (nextSlope.some(Number.isNaN)) break;
    inverseHessian = updated(inverseHessian, addScaled(next.point, -1, point), addScaled(nextSlope, -1, slope));
    ({ point, value } = next);
    slope = nextSlope;
    steps += 1;
  }
  return { point, value, steps };
}

/** Halves the step until the value falls as it should; undefined when rounding leaves nothing to gain. */
function backtrack(
  objective: Objective,
  point: Vector,
  value: number,
  direction: Vector,
  slope: number,
): { readonly point: Vector; readonly value: number } | undefined {
  let length = Math.min(1, 1 / largest(direction));
  for (let halvings = 0; halvings < 50; halvings += 1) {
    const next = addScaled(point, length, direction);
    const reached = objective(next);
    if (reached < value + 1e-4 * length * slope) return { point: next, value: reached };
    length /= 2;
  }
  return undefined;
}

/** The update of Broyden, Fletcher, Goldfarb and Shanno; left out where the curvature along the step is not positive. */
function updated(inverseHessian: Matrix, step: Vector, change: Vector): Matrix {
  const curvature = dot(step, change);
  if (!(curvature > 1e-14)) return inverseHessian;
  const image = times(inverseHessian, change);
  const factor = (1 + dot(change, image) / curvature) / curvature;
  return inverseHessian.map((row, i) =>
    row.map((entry, j) => {
      const [stepI, stepJ, imageI, imageJ] = [step[i] ?? 0, step[j] ?? 0, image[i] ?? 0, image[j] ?? 0];
      return entry + factor * stepI * stepJ - (imageI * stepJ + stepI * imageJ) / curvature;
    }),
  );
}

function largest(vector: Vector): number {
  return Math.max(...vector.map(Math.abs));
}
