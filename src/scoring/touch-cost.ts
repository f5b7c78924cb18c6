import type { Contribution } from '../sdk';
import type { ModelCost } from '../value';
import type { TouchCost } from './scoring';

/**
 * What a touch costs by the rate card, in whole minor units, rounded half to even. Minutes and units are those of one
 * like contact, as the hook gives them, never capped; `count` contacts cost as many times.
 */
export function touchCost(rate: ModelCost, contributions: readonly Contribution[], count: number): TouchCost {
  const minutes = contributions.reduce((sum, contribution) => sum + (contribution.minutes ?? 0), 0);
  const units = contributions.reduce((sum, contribution) => sum + (contribution.units ?? 0), 0);
  const amount = count * (rate.fixed + rate.perMinute * minutes + rate.perUnit * units);
  return { amountMinor: roundHalfEven(amount), currency: rate.currency };
}

export function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
