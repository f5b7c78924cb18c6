import { addScaled, type Matrix, type Objective, unit, type Vector } from './vector';

/** Step of the five-point rule: its error is of the fourth order, so rounding of sums near 1e4 stays below 1e-8. */
const gradientStep = 1e-3;
const hessianStep = 2e-3;

export function gradient(objective: Objective, point: Vector): Vector {
  return point.map((_, axis) => {
    const direction = unit(point.length, axis);
    const at = (steps: number) => objective(addScaled(point, steps * gradientStep, direction));
    return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * gradientStep);
  });
}

/** Second derivatives as differences of the gradient, made symmetric. */
export function hessian(objective: Objective, point: Vector): Matrix {
  const rows = point.map((_, axis) => {
    const direction = unit(point.length, axis);
    const ahead = gradient(objective, addScaled(point, hessianStep, direction));
    const behind = gradient(objective, addScaled(point, -hessianStep, direction));
    return addScaled(ahead, -1, behind).map((difference) => difference / (2 * hessianStep));
  });
  return rows.map((row, i) => row.map((value, j) => (value + (rows[j]?.[i] ?? value)) / 2));
}
