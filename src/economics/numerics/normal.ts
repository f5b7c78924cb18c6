const seriesUpTo = 3;

/** Probability that a standard normal variable is at most x. */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (Math.abs(x) < seriesUpTo) return 0.5 + density(x) * oddSeries(x);
  return x > 0 ? 1 - upperTail(x) : upperTail(-x);
}

/** Where {@link normalCdf} reaches a probability. @throws RangeError for a probability outside 0 to 1, ends excluded */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError(`${probability} is no probability between 0 and 1.`);
  const tail = Math.min(probability, 1 - probability);
  const size = tailQuantile(tail);
  return probability < 0.5 ? -size : size;
}

function density(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/** x + x^3/3 + x^5/(3*5) + ...: all terms of one sign, so nothing cancels. */
function oddSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > Number.EPSILON * Math.abs(sum) * 0.1; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return sum;
}

/** Laplace's continued fraction for x >= 3, evaluated from far enough out. */
function upperTail(x: number): number {
  let fraction = x;
  for (let level = 160; level >= 1; level -= 1) fraction = x + level / fraction;
  return density(x) / fraction;
}

/** Newton on the logarithm of the tail, which is concave: from a bound on the far side it falls to the root. */
function tailQuantile(tail: number): number {
  const target = Math.log(tail);
  let x = Math.sqrt(Math.max(0, -2 * (target + Math.LN2)));
  for (let round = 0; round < 60; round += 1) {
    const probability = x < seriesUpTo ? 0.5 - density(x) * oddSeries(x) : upperTail(x);
    const next = x + ((Math.log(probability) - target) * probability) / density(x);
    if (Math.abs(next - x) <= 1e-15 * Math.max(1, x)) return next;
    x = next;
  }
  return x;
}
