import { addBuckets, bucketsOf, decayedSum, noBuckets } from './buckets';
import type { ModelDocument } from './model/document';

/** A contact that weighs on the customer. */
export interface Touch {
  readonly signal: string;
  /** Units, of which each weighs as much as the model says. */
  readonly amount: number;
  readonly occurredAt: number;
}

/** Recent load of our contacts, from 0 on; the integers are added up, so order and lateness do not matter. */
export function contactPressure(touches: readonly Touch[], model: ModelDocument, at: number): number {
  const { halfLifeDays } = model.pressure;
  const loads = touches.flatMap(({ signal, amount, occurredAt }) => {
    const load = (model.signals[signal]?.load ?? 0) * Math.abs(amount);
    return load === 0 || occurredAt > at ? [] : [bucketsOf(load, occurredAt, halfLifeDays)];
  });
  return decayedSum(loads.reduce(addBuckets, noBuckets), at, halfLifeDays).amount;
}

/** Days until a contact of this load fits under the maximum: 0 when it fits now, null when it never does. */
export function waitDays(
  pressure: number,
  load: number,
  { halfLifeDays, maximum }: ModelDocument['pressure'],
): number | null {
  if (pressure + load <= maximum) return 0;
  return load >= maximum ? null : halfLifeDays * Math.log2(pressure / (maximum - load));
}
