import { parameterDraw } from '../fitted';
import { type RandomVariables, randomVariables } from '../numerics/random';
import { modelOf, type PurchaseFit } from '../purchases/fit-purchases';
import type { PurchaseHistory } from '../purchases/purchase-history';
import { drawBuyer, drawPurchases } from '../purchases/simulate-purchases';
import { parametersOf, type SpendFit } from '../spend/fit-spend';
import type { SpendHistory, SpendParameters } from '../spend/gamma-gamma';
import { type ContributionPlan, horizonWeeks, type PlanStep, planSteps } from './contribution-plan';

export interface SimulationQuestion {
  readonly purchases: PurchaseFit;
  readonly spend: SpendFit;
  readonly history: PurchaseHistory;
  /** Undefined for a customer without paid repeats. */
  readonly spending: SpendHistory | undefined;
  readonly plan: ContributionPlan;
  /** What the draws are for, such as customer and model: the same key gives the same draws. */
  readonly key: string;
}

/**
 * What the plan might bring, once per replicate: parameters drawn as they might have been estimated, then whether the customer
 * still buys, when, and for how much. The same for the same key.
 */
export function simulateContributions(question: SimulationQuestion, replicates: number): readonly number[] {
  const { purchases, spend, key, plan } = question;
  const random = randomVariables(`expected contribution|${key}`);
  const steps = planSteps(plan);
  const drawPurchase = parameterDraw(purchases.estimates);
  const drawSpend = parameterDraw(spend.estimates);
  return Array.from({ length: replicates }, () => {
    const model = modelOf(purchases.model.law, drawPurchase(random));
    const parameters = parametersOf(drawSpend(random));
    const buyer = drawBuyer(model, question.history, random);
    const times = buyer === undefined ? [] : drawPurchases(buyer, horizonWeeks(plan), random);
    const amounts = drawAmounts(parameters, question.spending, times.length, random);
    return steps.reduce(
      (sum, step) => sum + step.discount * (earned(step, times, amounts) * plan.margin - step.cost),
      0,
    );
  });
}

function drawAmounts(
  { p, q, gamma }: SpendParameters,
  spending: SpendHistory | undefined,
  count: number,
  random: RandomVariables,
): readonly number[] {
  const { transactions, mean } = spending ?? { transactions: 0, mean: 0 };
  const rate = random.gamma(p * transactions + q, gamma + transactions * mean);
  return Array.from({ length: count }, () => random.gamma(p, rate));
}

function earned({ fromWeek, toWeek }: PlanStep, times: readonly number[], amounts: readonly number[]): number {
  return times.reduce((sum, time, index) => (time > fromWeek && time <= toWeek ? sum + (amounts[index] ?? 0) : sum), 0);
}
