import type { NotStated } from '../figure';
import { fewestWithRepeats, type LogEstimates, type Origin, standardErrors } from '../fitted';
import { minimise } from '../numerics/minimise';
import type { Vector } from '../numerics/vector';
import {
  checkSpend,
  populationMeanSpend,
  type SpendCount,
  type SpendHistory,
  type SpendParameters,
  spendLogLikelihood,
} from './gamma-gamma';
import { checkIndependence, type IndependenceCheck } from './independence';

/** The spend law fitted by maximum likelihood. */
export interface SpendFit {
  readonly kind: 'fitted';
  readonly label: 'modelled';
  readonly method: string;
  readonly origin: Origin;
  readonly parameters: SpendParameters;
  readonly standardErrors: SpendParameters;
  readonly logLikelihood: number;
  /** In the unit of the amounts; undefined when it does not exist. */
  readonly populationMean: number | undefined;
  /** The assumption of the law, checked on the same customers. */
  readonly independence: IndependenceCheck;
  /** Logarithms of p, q, gamma with their covariance. */
  readonly estimates: LogEstimates;
  readonly startsAgreeing: number;
}

/** Logarithms of p, q, gamma for amounts with mean 1. */
const starts: readonly Vector[] = [
  [1, 2, 1],
  [5, 5, 1],
  [1, 10, 5],
].map((start) => start.map(Math.log));

/**
 * Fits the spend law to the customers with paid repeat transactions, in any order.
 *
 * @returns why there is no fit, when there are fewer than 300 such customers or the data do not determine the parameters
 * @throws RangeError for a history that cannot be
 */
export function fitSpend(histories: Iterable<SpendHistory>): SpendFit | NotStated {
  const rows = collapseSpend(histories);
  const customers = rows.reduce((sum, row) => sum + row.customers, 0);
  if (customers < fewestWithRepeats) {
    const reason = `Only ${customers} customers have repeat transactions; a fit needs ${fewestWithRepeats}. Borrow parameters and say so.`;
    return { kind: 'not stated', reason };
  }
  const unit = rows.reduce((sum, row) => sum + row.mean * row.customers, 0) / customers;
  const scaled = rows.map((row) => ({ ...row, mean: row.mean / unit }));
  const minimum = minimise((logs) => -spendLogLikelihood(parametersOf(logs), scaled), starts);
  if (minimum === undefined) {
    return { kind: 'not stated', reason: 'The data do not determine the parameters of Gamma-Gamma.' };
  }
  const point = minimum.point.map((log, index) => (index === 2 ? log + Math.log(unit) : log));
  const estimates = { point, covariance: minimum.covariance };
  const parameters = parametersOf(point);
  const [p = Number.NaN, q = Number.NaN, gamma = Number.NaN] = standardErrors(estimates);
  return {
    kind: 'fitted',
    label: 'modelled',
    method: 'Gamma-Gamma, maximum likelihood; standard errors by second derivatives',
    origin: { kind: 'fitted', customers, withRepeats: customers },
    parameters,
    standardErrors: { p, q, gamma },
    logLikelihood: spendLogLikelihood(parameters, rows),
    populationMean: populationMeanSpend(parameters),
    independence: checkIndependence(rows.flatMap((row) => Array<SpendHistory>(row.customers).fill(row))),
    estimates,
    startsAgreeing: minimum.startsAgreeing,
  };
}

/** @param logs logarithms of p, q, gamma */
export function parametersOf(logs: Vector): SpendParameters {
  const [p = Number.NaN, q = Number.NaN, gamma = Number.NaN] = logs.map(Math.exp);
  return { p, q, gamma };
}

function collapseSpend(histories: Iterable<SpendHistory>): readonly SpendCount[] {
  const counts = new Map<string, SpendCount>();
  for (const history of histories) {
    const { transactions, mean } = checkSpend(history);
    const key = `${transactions} ${mean}`;
    counts.set(key, { transactions, mean, customers: (counts.get(key)?.customers ?? 0) + 1 });
  }
  return [...counts.values()].sort((left, right) => left.transactions - right.transactions || left.mean - right.mean);
}
