/** A horizon in equal steps and what is planned in it. Amounts in the unit of the spend law. */
export interface ContributionPlan {
  readonly stepWeeks: number;
  readonly steps: number;
  /** Interest per year: 0.1 for 10 %. */
  readonly annualRate: number;
  /** What is left of an amount after goods, rebates and returns: 0.3 for 30 %. */
  readonly margin: number;
  /** Planned cost to serve of each step, or one for all. */
  readonly costs: number | readonly number[];
}

const weeksPerYear = 52;

/** One step of a plan: money is taken to move in its middle. */
export interface PlanStep {
  readonly fromWeek: number;
  readonly toWeek: number;
  readonly discount: number;
  readonly cost: number;
}

/** @throws RangeError for a plan that cannot be */
export function planSteps({ stepWeeks, steps, annualRate, margin, costs }: ContributionPlan): readonly PlanStep[] {
  const possible = stepWeeks > 0 && Number.isSafeInteger(steps) && steps > 0 && annualRate > -1 && margin >= 0;
  if (!possible)
    throw new RangeError('A plan needs steps of some weeks, a rate above -1 and a margin that is not negative.');
  if (typeof costs !== 'number' && costs.length !== steps) throw new RangeError(`${steps} steps need as many costs.`);
  return Array.from({ length: steps }, (_, index) => ({
    fromWeek: index * stepWeeks,
    toWeek: (index + 1) * stepWeeks,
    discount: (1 + annualRate) ** (-((index + 0.5) * stepWeeks) / weeksPerYear),
    cost: typeof costs === 'number' ? costs : (costs[index] ?? 0),
  }));
}

export function horizonWeeks({ stepWeeks, steps }: ContributionPlan): number {
  return stepWeeks * steps;
}
