import { logBeta, logGamma } from '../numerics/log-gamma';
import { checkHistory, type HistoryCount, type PurchaseHistory } from './purchase-history';

/** Bound once for the loop over all customers: some runtimes look globals up at every use. */
const { exp, log } = Math;

/**
 * Two laws of buying until one stops, unseen. `BG/NBD`: a customer may stop after each repeat transaction, so one without
 * repeats is alive by construction. `MBG/NBD`: also after the first.
 */
export type PurchaseLaw = 'BG/NBD' | 'MBG/NBD';

/**
 * Rates of buying are gamma distributed with shape `r` and rate `alpha` (weeks), chances to stop after a transaction beta with
 * `a` and `b`. All positive.
 */
export interface PurchaseParameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

export interface PurchaseModel extends PurchaseParameters {
  readonly law: PurchaseLaw;
}

/** 1 when the first transaction, too, may be the last. */
export function chancesAtStart(law: PurchaseLaw): 0 | 1 {
  return law === 'MBG/NBD' ? 1 : 0;
}

/** Log-likelihood of one history. @throws RangeError for parameters or a history that cannot be */
export function logLikelihood(model: PurchaseModel, history: PurchaseHistory): number {
  checkParameters(model);
  return totalLogLikelihood(model, [{ ...checkHistory(history), customers: 1 }]);
}

/** Log-likelihood of all rows. What depends on the number of repeats alone is computed once for each such number. */
export function totalLogLikelihood(model: PurchaseModel, rows: readonly HistoryCount[]): number {
  const { r, alpha } = model;
  const terms = new Map<number, RepeatTerms>();
  let sum = 0;
  for (const { repeats, lastRepeat, observed, customers } of rows) {
    const term = terms.get(repeats) ?? repeatTerms(model, repeats);
    terms.set(repeats, term);
    const decline = (r + repeats) * log((alpha + lastRepeat) / (alpha + observed));
    const silence = term.lostOverAlive === 0 ? decline : log(exp(decline) + term.lostOverAlive);
    sum += customers * (term.constant - (r + repeats) * log(alpha + lastRepeat) + silence);
  }
  return sum;
}

/**
 * Probability that the customer still buys. For BG/NBD it is 1 without repeats by construction: show "no repeat yet" instead.
 *
 * @throws RangeError for parameters or a history that cannot be
 */
export function probabilityAlive(model: PurchaseModel, history: PurchaseHistory): number {
  checkParameters(model);
  const { repeats, lastRepeat, observed } = checkHistory(history);
  const odds = lostOverAlive(model, repeats);
  if (odds === 0) return 1;
  const growth = (model.r + repeats) * Math.log((model.alpha + observed) / (model.alpha + lastRepeat));
  return 1 / (1 + Math.exp(Math.log(odds) + growth));
}

interface RepeatTerms {
  readonly constant: number;
  readonly lostOverAlive: number;
}

function repeatTerms(model: PurchaseModel, repeats: number): RepeatTerms {
  const { r, alpha, a, b } = model;
  const stayed = repeats + chancesAtStart(model.law);
  const rate = logGamma(r + repeats) - logGamma(r) + r * Math.log(alpha);
  return { constant: rate + logBeta(a, b + stayed) - logBeta(a, b), lostOverAlive: lostOverAlive(model, repeats) };
}

/** Chance to have stopped at the last transaction over that to have gone on; 0 where stopping was not possible yet. */
function lostOverAlive({ law, a, b }: PurchaseModel, repeats: number): number {
  const chances = repeats + chancesAtStart(law);
  return chances === 0 ? 0 : a / (b + chances - 1);
}

/** @throws RangeError when a parameter is not a positive number */
export function checkParameters({ r, alpha, a, b }: PurchaseParameters): void {
  if (![r, alpha, a, b].every((value) => value > 0 && Number.isFinite(value))) {
    throw new RangeError(`r ${r}, alpha ${alpha}, a ${a}, b ${b}: every parameter must be positive.`);
  }
}
