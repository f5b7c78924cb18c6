import { logGamma } from '../numerics/log-gamma';

/** Bound once for the loop over all customers: some runtimes look globals up at every use. */
const { log } = Math;

/** What a customer's repeat transactions were worth. Amounts in one unit throughout, such as minor units of a currency. */
export interface SpendHistory {
  /** x: how many were paid for; above zero. */
  readonly transactions: number;
  /** Their mean amount; above zero. */
  readonly mean: number;
}

/** Equal histories and how many customers have them. */
export interface SpendCount extends SpendHistory {
  readonly customers: number;
}

/**
 * Gamma-Gamma: amounts of a customer are gamma with shape `p`, their rates over customers gamma with shape `q` and rate `gamma`
 * (in the unit of the amounts). All positive.
 */
export interface SpendParameters {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

/** Log-likelihood of all rows. */
export function spendLogLikelihood({ p, q, gamma }: SpendParameters, rows: readonly SpendCount[]): number {
  const common = q * Math.log(gamma) - logGamma(q);
  return rows.reduce((sum, { transactions: x, mean, customers }) => {
    const shapes = logGamma(p * x + q) - logGamma(p * x);
    const amounts = (p * x - 1) * log(mean) + p * x * log(x) - (p * x + q) * log(gamma + x * mean);
    return sum + customers * (shapes + common + amounts);
  }, 0);
}

/** E[Z]: mean amount over all customers; undefined when it does not exist, for q of at most 1. */
export function populationMeanSpend({ p, q, gamma }: SpendParameters): number | undefined {
  return q > 1 ? (p * gamma) / (q - 1) : undefined;
}

/**
 * E[Z | x, mean]: what one transaction of the customer is expected to be worth, between their own mean and that of all.
 *
 * @param history undefined for a customer without repeats, who is expected to spend like the others
 * @returns undefined when the expectation does not exist
 * @throws RangeError for parameters or a history that cannot be
 */
export function expectedSpend(parameters: SpendParameters, history: SpendHistory | undefined): number | undefined {
  checkSpendParameters(parameters);
  if (history === undefined) return populationMeanSpend(parameters);
  const { p, q, gamma } = parameters;
  const { transactions: x, mean } = checkSpend(history);
  return p * x + q > 1 ? (p * (gamma + x * mean)) / (p * x + q - 1) : undefined;
}

/** @throws RangeError for a history that cannot be */
export function checkSpend(history: SpendHistory): SpendHistory {
  const { transactions, mean } = history;
  if (!(Number.isSafeInteger(transactions) && transactions > 0 && mean > 0 && Number.isFinite(mean))) {
    throw new RangeError(`${transactions} transactions of ${mean} on average are not a history of spending.`);
  }
  return history;
}

function checkSpendParameters({ p, q, gamma }: SpendParameters): void {
  if (![p, q, gamma].every((value) => value > 0 && Number.isFinite(value))) {
    throw new RangeError(`p ${p}, q ${q}, gamma ${gamma}: every parameter must be positive.`);
  }
}
