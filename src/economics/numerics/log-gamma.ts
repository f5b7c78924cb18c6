/** B(2k) / (2k (2k-1)) of Stirling's series for k = 1, 2, ...: eight terms leave less than 1e-16 from ten upwards. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400];
const from = 10;
/** Bound once for loops: some runtimes look globals up at every use. */
const { log } = Math;
const halfLogTwoPi = Math.log(2 * Math.PI) / 2;

/** Logarithm of the gamma function for positive arguments; NaN otherwise. */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shifted = x;
  let product = 1;
  for (; shifted < from; shifted += 1) product *= shifted;
  const square = shifted * shifted;
  let power = shifted;
  let series = 0;
  for (const coefficient of stirling) {
    series += coefficient / power;
    power *= square;
  }
  return (shifted - 0.5) * log(shifted) - shifted + halfLogTwoPi + series - log(product);
}

/** Logarithm of the beta function for positive arguments. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
