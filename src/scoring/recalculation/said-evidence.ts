import { groupBy } from '../../shared/group-by';
import { horizonEpochs, scaledAmount, type ValuePlan } from '../../value';
import type { SaidEvidence } from '../bulk/facts';
import { noFirst, ownSigns, periodStarts } from '../bulk/life';
import type { ScoredContribution } from '../scoring';
import type { EventChunk } from './event-chunk';
import type { PerEvent } from './per-event';

/** Columns of a row of buckets, and of lives. */
const [bucketWidth, lifeWidth] = [6, 4];

/** One after another. */
export function joinedEvidence(parts: readonly SaidEvidence[]): SaidEvidence {
  return {
    buckets: joined(parts.map(({ buckets }) => buckets)),
    lives: joined(parts.map(({ lives }) => lives)),
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}

export interface Said {
  readonly chunk: EventChunk;
  readonly contributions: PerEvent<ScoredContribution>;
  /** By what daily caps reduce contributions, by their places. */
  readonly factors: ReadonlyMap<number, number>;
  readonly customerIds: readonly number[];
}

/**
 * What the hooks have said of a chunk's events, as values are computed from it: where log and buckets say the same, the
 * sums are the same, and the database need not tell them.
 */
export function saidEvidence(plan: ValuePlan, said: Said): SaidEvidence {
  return { buckets: bucketsOf(plan, said), lives: livesOf(plan, said) };
}

function bucketsOf(plan: ValuePlan, { chunk, contributions, factors, customerIds }: Said): Float64Array {
  const families = familiesOf(plan);
  const { items, events } = contributions;
  const most = Math.max(1, ...[...families.values()].map(({ length }) => length));
  const rows = new Float64Array(items.length * most * bucketWidth);
  let end = 0;
  for (let place = 0; place < items.length; place += 1) {
    const [item, event] = [items[place], events[place] ?? 0];
    if (item === undefined) continue;
    const at = chunk.occurredAt[event] ?? 0;
    const counted = item.amount * (factors.get(place) ?? 1);
    const mass = carriesMass(chunk, contributions, place) ? 1 : 0;
    for (const family of families.get(item.signal) ?? []) {
      const { epoch, scaled } = scaledAmount(counted, at, family.halfLife);
      const epochs = family.epoch - epoch;
      if (epochs < 0 || epochs >= horizonEpochs) continue;
      rows[end] = customerIds[chunk.slots[event] ?? -1] ?? 0;
      rows[end + 1] = family.place;
      rows[end + 2] = epochs;
      rows[end + 3] = chunk.actorIds[event] ?? 0;
      rows[end + 4] = scaled;
      rows[end + 5] = mass === 0 ? 0 : scaledAmount(mass, at, family.halfLife).scaled;
      end += bucketWidth;
    }
  }
  return rows.slice(0, end);
}

interface Family {
  readonly place: number;
  readonly halfLife: number;
  readonly epoch: number;
}

/** The half-lives in which a signal's contributions are added up. */
function familiesOf({ families }: ValuePlan): ReadonlyMap<string, readonly Family[]> {
  return groupBy(
    families.map(({ signal, halfLife, epoch }, place) => ({ signal, halfLife, epoch, place })),
    ({ signal }) => signal,
  );
}

/** An event in which the customer took part counts once: its first contribution carries the mass. */
export function carriesMass(
  { columns: { direction } }: EventChunk,
  contributions: PerEvent<ScoredContribution>,
  place: number,
): boolean {
  const event = contributions.events[place] ?? -1;
  return place === contributions.firstOf(event) && direction.values[direction.codes[event] ?? -1] !== 'out';
}

function livesOf(plan: ValuePlan, { chunk, contributions, customerIds }: Said): Float64Array {
  const signs = ownSigns(plan);
  const starts = periodStarts(plan);
  const rows = emptyLives(customerIds);
  const active = new Uint8Array(customerIds.length * starts.length);
  const { items, events } = contributions;
  for (let place = 0; place < items.length; place += 1) {
    const [item, event] = [items[place], events[place] ?? 0];
    const [slot, at] = [chunk.slots[event] ?? 0, chunk.occurredAt[event] ?? 0];
    const row = slot * lifeWidth;
    if (at > plan.at) rows[row + 3] = 1;
    const sign = item === undefined ? undefined : signs.get(item.signal);
    if (item === undefined || sign === undefined || at > plan.at) continue;
    if (rows[row + 1] === noFirst || at < (rows[row + 1] ?? 0)) rows[row + 1] = at;
    const period = periodOf(starts, at);
    const cell = slot * starts.length + period;
    if (period < 0 || sign * item.amount <= 0 || active[cell] === 1) continue;
    active[cell] = 1;
    rows[row + 2] = (rows[row + 2] ?? 0) + 1;
  }
  return rows;
}

function emptyLives(customerIds: readonly number[]): Float64Array {
  const rows = new Float64Array(customerIds.length * lifeWidth);
  for (const [slot, customerId] of customerIds.entries()) {
    rows[slot * lifeWidth] = customerId;
    rows[slot * lifeWidth + 1] = noFirst;
  }
  return rows;
}

/** The last period that has begun; -1 before the first. */
function periodOf(starts: readonly number[], at: number): number {
  let [low, high] = [-1, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
