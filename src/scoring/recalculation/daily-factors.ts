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
  const { items, events } = scored.contributions;
  const signals = cappedSignals(model);
  const groups = new Groups(customers * signals.size, items.length);
  for (let place = 0; place < items.length; place += 1) {
    const signal = signals.get(items[place]?.signal ?? '');
    if (signal !== undefined) groups.add((chunk.slots[events[place] ?? -1] ?? 0) * signals.size + signal.place, place);
  }
  const factors = new Map<number, number>();
  const caps = [...signals.values()].map(({ cap }) => cap);
  groups.forEach((group, places) => {
    reduce(places, { chunk, scored, cap: caps[group % caps.length] ?? 0, timeZone: model.timeZone }, factors);
  });
  return factors;
}

function cappedSignals(model: ModelDocument) {
  const signals = new Map<string, { readonly place: number; readonly cap: number }>();
  for (const signal of Object.keys(model.signals)) {
    const cap = dailyCapOf(model, signal);
    if (cap !== undefined) signals.set(signal, { place: signals.size, cap });
  }
  return signals;
}

/** Lists of places by group, chained: most groups have none or one. */
class Groups {
  readonly #last: Int32Array;
  readonly #before: Int32Array;

  constructor(groups: number, places: number) {
    this.#last = new Int32Array(groups).fill(-1);
    this.#before = new Int32Array(places);
  }

  add(group: number, place: number): void {
    this.#before[place] = this.#last[group] ?? -1;
    this.#last[group] = place;
  }

  forEach(visit: (group: number, places: readonly number[]) => void): void {
    for (let group = 0; group < this.#last.length; group += 1) {
      if (this.#last[group] === -1) continue;
      const places: number[] = [];
      for (let place = this.#last[group] ?? -1; place >= 0; place = this.#before[place] ?? -1) places.push(place);
      visit(group, places);
    }
  }
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
  const { items, events } = contributions;
  // Alone, an amount within the cap counts in full, whatever its day.
  if (places.length === 1 && Math.abs(items[places[0] ?? 0]?.amount ?? 0) <= cap) return;
  const days = groupBy(places, (place) => {
    return calendarDay(chunk.occurredAt[events[place] ?? -1] ?? 0, timeZone).startMs;
  });
  for (const day of days.values()) {
    const entries = day.map((place) => ({
      eventId: chunk.columns.id[events[place] ?? -1] ?? '',
      ordinal: items[place]?.ordinal ?? 0,
      amount: items[place]?.amount ?? 0,
    }));
    const factor = dailyFactor(entries, cap);
    if (factor !== 1) for (const place of day) factors.set(place, factor);
  }
}
