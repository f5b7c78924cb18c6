import type { PluginFault } from '../isolation';
import type { ScoredEvent, Scoring } from '../scoring';
import { isRefused, keyOf, type Prepared, type Refused } from './normalise/prepared';

/** Records of a batch that cannot be scored now, by key, with why: they wait and are tried again. */
export type Held = ReadonlyMap<string, PluginFault>;

/** Hooks failed on events of a batch, which is decided anew without them. */
class HooksFailed extends Error {
  override readonly name = 'HooksFailed';

  constructor(readonly records: Held) {
    super(`Scoring failed for ${records.size} records.`);
  }
}

/** After so many rounds with new failures all records of the failing plugins are held: a hook may fail on something else each time. */
const mostRounds = 3;

/** Holds those whose plugin is left alone at the moment, then takes the batch; again without those on which hooks fail. */
export async function holding<T>(
  items: readonly (Prepared | Refused)[],
  scoring: Pick<Scoring, 'standstill'>,
  take: (held: Held) => Promise<T>,
): Promise<T> {
  const held = new Map(standing(items, scoring));
  for (let round = 1; ; round += 1) {
    try {
      return await take(held);
    } catch (error) {
      if (!(error instanceof HooksFailed)) throw error;
      for (const [key, fault] of error.records) held.set(key, fault);
      if (round >= mostRounds) for (const [key, fault] of ofSamePlugins(items, error.records)) held.set(key, fault);
    }
  }
}

/** @throws HooksFailed when a hook failed on any of the events */
export function refuseFailed(scored: readonly ScoredEvent[]): void {
  const records = scored.flatMap(({ input, failure }): (readonly [string, PluginFault])[] =>
    failure === null ? [] : [[keyOf({ ...input.event, kind: 'interaction' }), failure]],
  );
  if (records.length > 0) throw new HooksFailed(new Map(records));
}

function standing(items: readonly (Prepared | Refused)[], scoring: Pick<Scoring, 'standstill'>): Held {
  const byType = new Map<string, PluginFault | null>();
  const held = new Map<string, PluginFault>();
  for (const item of items) {
    if (isRefused(item) || item.record.kind !== 'interaction') continue;
    const { type } = item.record;
    let fault = byType.get(type);
    if (fault === undefined) {
      fault = scoring.standstill(type);
      byType.set(type, fault);
    }
    if (fault !== null) held.set(item.key, fault);
  }
  return held;
}

function ofSamePlugins(items: readonly (Prepared | Refused)[], failed: Held): Held {
  const faults = new Map([...failed.values()].map((fault) => [fault.details.plugin, fault]));
  const held = new Map<string, PluginFault>();
  for (const item of items) {
    if (isRefused(item) || item.record.kind !== 'interaction') continue;
    const fault = faults.get(item.record.type.split('.', 1)[0] ?? '');
    if (fault !== undefined) held.set(item.key, fault);
  }
  return held;
}
