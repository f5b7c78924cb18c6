import type { Estimate, NotStated } from '../figure';
import type { Origin } from '../fitted';
import { ascending, quantile } from '../median';
import { checkHistory } from '../purchases/purchase-history';
import { expectedSpend } from '../spend/gamma-gamma';
import { horizonWeeks } from './contribution-plan';
import { discountedContribution } from './discounted-contribution';
import { type SimulationQuestion, simulateContributions } from './simulate-contributions';

export interface ContributionQuestion extends SimulationQuestion {
  /** How many outcomes are simulated; 1000 unless told otherwise. */
  readonly replicates?: number;
  /** Share the interval is to cover; 0.8 unless told otherwise. */
  readonly level?: number;
}

/** Expected net contribution of a horizon, in the unit of the spend. The interval is that of outcomes, not of their mean. */
export interface ExpectedContribution extends Estimate<'modelled'> {
  readonly kind: 'estimated';
  readonly weeks: number;
  /** Expected transactions of each step. */
  readonly increments: readonly number[];
  /** Expected amount of one transaction. */
  readonly meanSpend: number;
  readonly origins: { readonly purchases: Origin; readonly spend: Origin };
  /** What weakens the figure, as sentences that must be shown with it. */
  readonly caveats: readonly string[];
}

/** The series of the expectation were verified up to this multiple of the observed time; beyond lies no support. */
const longestHorizon = 2.7;
const defaultReplicates = 1000;
const defaultLevel = 0.8;

/**
 * Expected relationship value: mean in closed form, interval by parametric bootstrap (parameters drawn as they might have been
 * estimated, then the customer's purchases and amounts under them). Equal questions give equal answers.
 *
 * @returns why none is stated, when the horizon lies outside the support or the mean spend does not exist
 * @throws RangeError for a history or plan that cannot be
 */
export function expectedContribution(question: ContributionQuestion): ExpectedContribution | NotStated {
  const { purchases, spend, history, plan } = question;
  checkHistory(history);
  const weeks = horizonWeeks(plan);
  if (weeks > longestHorizon * purchases.longestObserved) {
    const reason = `A horizon of ${weeks} weeks lies outside what ${Math.round(purchases.longestObserved)} observed weeks can support.`;
    return { kind: 'not stated', reason };
  }
  const meanSpend = expectedSpend(spend.parameters, question.spending);
  if (meanSpend === undefined) return { kind: 'not stated', reason: 'The mean spend of all customers does not exist.' };
  const { value, increments } = discountedContribution(purchases.model, history, meanSpend, plan);
  const level = question.level ?? defaultLevel;
  const outcomes = ascending(simulateContributions(question, question.replicates ?? defaultReplicates));
  const replicates = outcomes.length;
  return {
    kind: 'estimated',
    label: 'modelled',
    mean: value,
    interval: {
      low: quantile(outcomes, (1 - level) / 2),
      high: quantile(outcomes, (1 + level) / 2),
      level,
      method: `parametric bootstrap of outcomes, ${replicates} replicates`,
    },
    method: `${purchases.model.law} and Gamma-Gamma, discounted`,
    assumptions: [
      'A customer buys at a constant rate until they stop.',
      'How much a customer spends does not depend on how often they buy.',
      'Margin and costs are as planned.',
    ],
    weeks,
    increments,
    meanSpend,
    origins: { purchases: purchases.origin, spend: spend.origin },
    caveats: caveats(question, weeks),
  };
}

function caveats({ purchases, spend, history }: ContributionQuestion, weeks: number): readonly string[] {
  const { origin, independence } = spend;
  return [
    history.repeats === 0 && 'No repeat yet: the figure rests on other customers alone.',
    weeks > purchases.longestObserved &&
      `The horizon of ${weeks} weeks is longer than the ${Math.round(purchases.longestObserved)} weeks observed.`,
    purchases.origin.kind === 'borrowed' && `Parameters of purchases are borrowed from ${purchases.origin.from}.`,
    origin.kind === 'borrowed' && `Parameters of spend are borrowed from ${origin.from}.`,
    independence.verdict === 'not near zero' &&
      `Spend goes with frequency (correlation ${independence.correlation?.toFixed(2)}), which the law assumes it does not.`,
  ].filter((caveat) => caveat !== false);
}
