import { checkHistory, type PurchaseHistory } from './purchase-history';
import { chancesAtStart, checkParameters, type PurchaseModel, probabilityAlive } from './purchase-law';

/** Beyond this a horizon is so long, against all that was observed, that the series no longer ends. */
const mostTerms = 200_000;

/** E[X(t)]: repeat transactions of a new customer in the first `weeks`. @throws RangeError for impossible inputs */
export function expectedOfNew(model: PurchaseModel, weeks: number): number {
  checkParameters(model);
  const atStart = chancesAtStart(model.law);
  const survivesStart = atStart === 1 ? model.b / (model.a + model.b) : 1;
  return survivesStart * expectedWhileAlive(model.r, model.alpha, model.a, model.b + atStart, weeks);
}

/** E[Y(t) | x, t_x, T]: transactions of a customer in the next `weeks`. @throws RangeError for impossible inputs */
export function expectedOfCustomer(model: PurchaseModel, history: PurchaseHistory, weeks: number): number {
  return probabilityAlive(model, checkHistory(history)) * expectedIfAlive(model, history, weeks);
}

/** The same for a customer known to be alive at the end of the observation. */
export function expectedIfAlive(model: PurchaseModel, history: PurchaseHistory, weeks: number): number {
  const { repeats, observed } = history;
  const stayed = repeats + chancesAtStart(model.law);
  return expectedWhileAlive(model.r + repeats, model.alpha + observed, model.a, model.b + stayed, weeks);
}

/**
 * Expected transactions of someone alive, whose rate is gamma (shape, rate) and whose chance to stop is beta (a, b):
 * c/(a-1) * [1 - (1-z)^(a-1) * 2F1(c - shape, a-1; c; z)] with c = a+b-1 and z = t/(rate+t), after Euler's identity, which
 * keeps large shapes out of the numerators. The factors a-1 and c are taken out of the series' terms, so that neither a = 1
 * nor c = 0 divides zero by zero.
 */
function expectedWhileAlive(shape: number, rate: number, a: number, b: number, weeks: number): number {
  if (!(weeks >= 0 && Number.isFinite(weeks))) throw new RangeError(`${weeks} weeks are not a horizon.`);
  const z = weeks / (rate + weeks);
  if (z === 0) return 0;
  const c = a + b - 1;
  const logRest = Math.log1p(-z);
  const remaining = Math.exp((a - 1) * logRest);
  const lost = a === 1 ? -logRest : -Math.expm1((a - 1) * logRest) / (a - 1);
  return c * lost - remaining * series(c - shape, a, c, z);
}

/** SUM_{k>=1} (e)_k (a)_{k-1} / ((c+1)_{k-1} k!) z^k */
function series(e: number, a: number, c: number, z: number): number {
  let term = e * z;
  let sum = term;
  for (let k = 1; k < mostTerms; k += 1) {
    const ratio = ((e + k) * (a + k - 1) * z) / ((c + k) * (k + 1));
    term *= ratio;
    sum += term;
    if (Math.abs(term) <= 1e-17 * Math.abs(sum) && Math.abs(ratio) < 1) return sum;
    if (term === 0) return sum;
  }
  throw new RangeError('The horizon is too long against what was observed.');
}
