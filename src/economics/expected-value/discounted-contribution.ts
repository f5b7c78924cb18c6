import { expectedOfCustomer } from '../purchases/expectation';
import type { PurchaseHistory } from '../purchases/purchase-history';
import type { PurchaseModel } from '../purchases/purchase-law';
import { type ContributionPlan, planSteps } from './contribution-plan';

/** Expected contribution in closed form, in the unit of the spend. */
export interface DiscountedContribution {
  readonly value: number;
  /** Expected transactions of each step. */
  readonly increments: readonly number[];
}

/**
 * SUM_k discount_k * (expected transactions of step k * spend * margin - cost_k).
 *
 * @param spend expected amount of one transaction
 * @throws RangeError for parameters, a history or a plan that cannot be
 */
export function discountedContribution(
  model: PurchaseModel,
  history: PurchaseHistory,
  spend: number,
  plan: ContributionPlan,
): DiscountedContribution {
  const steps = planSteps(plan);
  const upTo = steps.map(({ toWeek }) => expectedOfCustomer(model, history, toWeek));
  const increments = upTo.map((expected, index) => expected - (upTo[index - 1] ?? 0));
  const value = steps.reduce(
    (sum, { discount, cost }, index) => sum + discount * ((increments[index] ?? 0) * spend * plan.margin - cost),
    0,
  );
  return { value, increments };
}
