import { dayMs, effectiveWeight, type ValuePlan } from '../../value';

/** Stands where a customer has no first event. */
export const noFirst = -Number.MAX_SAFE_INTEGER;

/** Signals of contacts in which customers take part, with the sign of what they add. */
export function ownSigns({ model }: ValuePlan): ReadonlyMap<string, number> {
  const own = Object.entries(model.signals).filter(([, { direction }]) => direction !== 'out');
  return new Map(own.map(([signal, declared]) => [signal, Math.sign(effectiveWeight(declared))]));
}

/** Where each of the periods begins that durability counts, in milliseconds since 1970; the last one ends at the plan's instant. */
export function periodStarts({ model, at }: ValuePlan): readonly number[] {
  const { periodDays, periods } = model.durability;
  return Array.from({ length: periods }, (_, index) => {
    return Math.floor(at - (periods - index) * periodDays * dayMs) + 1;
  });
}
