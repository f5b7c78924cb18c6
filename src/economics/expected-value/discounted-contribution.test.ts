import { history, roundedModel } from '../../../test/helpers/economics-vectors';
import { expectClose } from '../../../test/helpers/value-vectors';
import { expectedSpend } from '../spend/gamma-gamma';
import type { ContributionPlan } from './contribution-plan';
import { discountedContribution } from './discounted-contribution';

const plan: ContributionPlan = { stepWeeks: 13, steps: 4, annualRate: 0.1, margin: 0.3, costs: 0.5 };
const customer = history(2, 30.43, 38.86);
const spend = expectedSpend({ p: 6.25, q: 3.74, gamma: 15.44 }, { transactions: 2, mean: 22.35 }) ?? Number.NaN;

describe('the expected contribution of a plan', () => {
  it('C-10: discounts four quarters at 10 % a year, each in its middle', () => {
    expectClose(spend, 24.663714);
    const { value, increments } = discountedContribution(roundedModel, customer, spend, plan);
    for (const [index, expected] of [0.45721, 0.404439, 0.36438, 0.332693].entries()) {
      expectClose(increments[index], expected);
    }
    expectClose(value, 9.127543);
  });

  it('takes a cost for each step or one for all', () => {
    const given = { ...plan, costs: [0.5, 0.5, 0.5, 0.5] };
    const { value } = discountedContribution(roundedModel, customer, spend, plan);
    expect(discountedContribution(roundedModel, customer, spend, given).value).toBe(value);
    expect(() => discountedContribution(roundedModel, customer, spend, { ...plan, costs: [1] })).toThrow(/4 steps/);
  });

  it('is below zero where the costs are all there is', () => {
    const { value } = discountedContribution(roundedModel, customer, 0, { ...plan, annualRate: 0 });
    expectClose(value, -2);
  });

  it.each([{ stepWeeks: 0 }, { steps: 0 }, { steps: 1.5 }, { annualRate: -1 }, { margin: -0.1 }])(
    'refuses the plan %p',
    (part) => {
      expect(() => discountedContribution(roundedModel, customer, spend, { ...plan, ...part })).toThrow(RangeError);
    },
  );
});
