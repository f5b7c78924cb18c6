import { logBeta, logGamma } from '../numerics/log-gamma';
import { chancesAtStart, checkParameters, type PurchaseModel } from './purchase-law';

/**
 * P(X(t) = n): that a new customer makes n repeat transactions in the first `weeks`.
 *
 * @throws RangeError for parameters, weeks or a number that cannot be
 */
export function probabilityOfRepeats(model: PurchaseModel, weeks: number, repeats: number): number {
  checkParameters(model);
  if (!(weeks >= 0 && Number.isSafeInteger(repeats) && repeats >= 0)) {
    throw new RangeError(`${repeats} repeat transactions in ${weeks} weeks cannot be.`);
  }
  const { a, b } = model;
  const atStart = chancesAtStart(model.law);
  const chances = repeats + atStart;
  const stayed = Math.exp(logBeta(a, b + chances) - logBeta(a, b)) * exactly(model, weeks, repeats);
  if (chances === 0) return stayed;
  return stayed + Math.exp(logBeta(a + 1, b + chances - 1) - logBeta(a, b)) * atLeast(model, weeks, repeats);
}

/** That a customer who never stops makes exactly so many: negative binomial. */
function exactly({ r, alpha }: Pick<PurchaseModel, 'r' | 'alpha'>, weeks: number, count: number): number {
  if (weeks === 0) return count === 0 ? 1 : 0;
  const log = logGamma(r + count) - logGamma(r) - logGamma(count + 1);
  return Math.exp(log - r * Math.log1p(weeks / alpha) + count * Math.log(weeks / (alpha + weeks)));
}

/** That such a customer makes at least so many: the complement, or the sum of the tail where the complement would cancel. */
function atLeast(model: PurchaseModel, weeks: number, count: number): number {
  let fewer = 0;
  for (let j = 0; j < count; j += 1) fewer += exactly(model, weeks, j);
  return fewer < 0.9 ? 1 - fewer : tail(model, weeks, count);
}

function tail({ r, alpha }: PurchaseModel, weeks: number, count: number): number {
  const z = weeks / (alpha + weeks);
  let term = exactly({ r, alpha }, weeks, count);
  let sum = term;
  for (let j = count; term > 1e-17 * sum; j += 1) {
    term *= (z * (r + j)) / (j + 1);
    sum += term;
  }
  return sum;
}
