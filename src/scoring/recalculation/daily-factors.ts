import { groupBy } from '../../shared/group-by';
import { calendarDay, dailyFactor, type ModelDocument } from '../../value';
import { dailyCapOf } from '../log-row';
import type { EventChunk } from './event-chunk';
import type { ScoredChunk } from './score-chunk';

/** By what daily caps reduce contributions, by their places; those that count in full are left out. */
export function dailyFactors(
  chunk: EventChunk,
  scored: ScoredChunk,
  customers: number,
  model: ModelDocument,
): ReadonlyMap<number, number> {
  const factors = new Map<number, number>();
  for (const [signal, cap] of capsOf(model)) {
    for (const places of byCustomer(chunk, scored, customers, signal)) {
      reduce(places, { chunk, scored, cap, timeZone: model.timeZone }, factors);
    }
  }
  return factors;
}

function capsOf(model: ModelDocument): readonly (readonly [string, number])[] {
  return Object.keys(model.signals).flatMap((signal) => {
    const cap = dailyCapOf(model, signal);
    return cap === undefined ? [] : [[signal, cap] as const];
  });
}

/** Contributions of a signal by customer. */
function byCustomer(
  { slots }: EventChunk,
  { contributions: { items, events } }: ScoredChunk,
  customers: number,
  signal: string,
): readonly number[][] {
  const lists = new Array<number[] | undefined>(customers);
  for (let place = 0; place < items.length; place += 1) {
    if (items[place]?.signal !== signal) continue;
    const slot = slots[events[place] ?? -1] ?? 0;
    const list = lists[slot];
    if (list === undefined) lists[slot] = [place];
    else list.push(place);
  }
  return lists.filter((list) => list !== undefined);
}

interface Capped {
  readonly chunk: EventChunk;
  readonly scored: ScoredChunk;
  readonly cap: number;
  readonly timeZone: string;
}

function reduce(
  places: readonly number[],
  { chunk, scored: { contributions }, cap, timeZone }: Capped,
  factors: Map<number, number>,
): void {
  const [only] = places;
  // Alone, an amount within the cap counts in full, whatever its day.
  if (places.length === 1 && Math.abs(contributions.items[only ?? 0]?.amount ?? 0) <= cap) return;
  const days = groupBy(places, (place) => {
    return calendarDay(chunk.occurredAt[contributions.events[place] ?? -1] ?? 0, timeZone).startMs;
  });
  for (const day of days.values()) {
    const entries = day.map((place) => ({
      eventId: chunk.columns.id[contributions.events[place] ?? -1] ?? '',
      ordinal: contributions.items[place]?.ordinal ?? 0,
      amount: contributions.items[place]?.amount ?? 0,
    }));
    const factor = dailyFactor(entries, cap);
    if (factor !== 1) for (const place of day) factors.set(place, factor);
  }
}
