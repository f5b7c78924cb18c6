import type { NotStated } from '../figure';
import { fewestWithRepeats, type LogEstimates, type Origin, standardErrors } from '../fitted';
import { minimise, type SharpMinimum } from '../numerics/minimise';
import type { Vector } from '../numerics/vector';
import { collapse, type HistoryCount, type PurchaseHistory } from './purchase-history';
import { type PurchaseLaw, type PurchaseModel, type PurchaseParameters, totalLogLikelihood } from './purchase-law';

/** A purchase law fitted by maximum likelihood. */
export interface PurchaseFit {
  readonly kind: 'fitted';
  readonly label: 'modelled';
  readonly method: string;
  readonly origin: Origin;
  readonly model: PurchaseModel;
  readonly standardErrors: PurchaseParameters;
  readonly logLikelihood: number;
  /** Logarithms of r, alpha, a, b with their covariance, by the second derivatives. */
  readonly estimates: LogEstimates;
  /** Longest observation among the customers, in weeks: what the fit has support for. */
  readonly longestObserved: number;
  readonly startsAgreeing: number;
}

/** Longest observation is scaled to this: logarithms of all parameters are then of moderate size. */
const scaledObservation = 40;
const scaledFrom = 10;
const scaledTo = 100;

/** Logarithms of r, alpha, a, b in scaled time: neutral, slow starters who leave early, steady buyers. */
const starts: readonly Vector[] = [
  [1, 1, 1, 1],
  [0.5, 10, 0.5, 0.5],
  [2, 20, 1, 5],
].map((start) => start.map(Math.log));

/**
 * Fits a purchase law to the customers of a segment, in any order.
 *
 * @returns why there is no fit, when fewer than 300 customers have repeats (borrow parameters and say so) or the data do not
 *   determine the parameters
 * @throws RangeError for a history that cannot be
 */
export function fitPurchases(law: PurchaseLaw, histories: Iterable<PurchaseHistory>): PurchaseFit | NotStated {
  const rows = collapse(histories);
  const withRepeats = countCustomers(rows.filter(({ repeats }) => repeats > 0));
  if (withRepeats < fewestWithRepeats) {
    const reason = `Only ${withRepeats} customers have repeat transactions; a fit needs ${fewestWithRepeats}. Borrow parameters and say so.`;
    return { kind: 'not stated', reason };
  }
  const longestObserved = Math.max(...rows.map(({ observed }) => observed));
  const scale = timeScale(longestObserved);
  const scaled = rows.map((row) => ({ ...row, lastRepeat: row.lastRepeat * scale, observed: row.observed * scale }));
  const minimum = minimise((logs) => -totalLogLikelihood(modelOf(law, logs), scaled), starts);
  if (minimum === undefined)
    return { kind: 'not stated', reason: `The data do not determine the parameters of ${law}.` };
  const origin: Origin = { kind: 'fitted', customers: countCustomers(rows), withRepeats };
  return fitOf(law, rows, minimum, { scale, longestObserved, origin });
}

interface FitContext {
  readonly scale: number;
  readonly longestObserved: number;
  readonly origin: Origin;
}

function fitOf(
  law: PurchaseLaw,
  rows: readonly HistoryCount[],
  { point, covariance, startsAgreeing }: SharpMinimum,
  { scale, longestObserved, origin }: FitContext,
): PurchaseFit {
  const unscaled = point.map((log, index) => (index === 1 ? log - Math.log(scale) : log));
  const estimates = { point: unscaled, covariance };
  const model = modelOf(law, unscaled);
  const [r = Number.NaN, alpha = Number.NaN, a = Number.NaN, b = Number.NaN] = standardErrors(estimates);
  return {
    kind: 'fitted',
    label: 'modelled',
    method: `${law}, maximum likelihood; standard errors by second derivatives`,
    origin,
    model,
    standardErrors: { r, alpha, a, b },
    logLikelihood: totalLogLikelihood(model, rows),
    estimates,
    longestObserved,
    startsAgreeing,
  };
}

/** @param logs logarithms of r, alpha, a, b */
export function modelOf(law: PurchaseLaw, logs: Vector): PurchaseModel {
  const [r = Number.NaN, alpha = Number.NaN, a = Number.NaN, b = Number.NaN] = logs.map(Math.exp);
  return { law, r, alpha, a, b };
}

function timeScale(longest: number): number {
  return longest >= scaledFrom && longest <= scaledTo ? 1 : scaledObservation / longest;
}

function countCustomers(rows: readonly HistoryCount[]): number {
  return rows.reduce((sum, { customers }) => sum + customers, 0);
}
