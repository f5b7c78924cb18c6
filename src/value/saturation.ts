/** Concave and odd, from -1 to 1; `kappa` is where it reaches one half. Only division: the same in SQL. */
export function saturate(x: number, kappa: number): number {
  return x / (Math.abs(x) + kappa);
}

/**
 * Secant slope of {@link saturate}: `saturate(x) = x * slope(x)`, and the derivative at 0. Inputs of a node share its
 * output in proportion, which for a function of a sum is their Aumann-Shapley value; it is defined even when they cancel.
 */
export function saturationSlope(x: number, kappa: number): number {
  return 1 / (Math.abs(x) + kappa);
}

/** Secant slope of a cap on a sum: `capped = sum * slope`. */
export function capSlope(sum: number, cap: number | undefined): number {
  return cap === undefined || Math.abs(sum) <= cap ? 1 : cap / Math.abs(sum);
}
