import type { ScoredEvent } from '../scoring';
import type { IngestLog } from './create-ingest';

/** Tells what hooks did wrong, once per plugin and code of a batch: the events are kept, their score is missing. */
export function reportFaults(log: IngestLog, scored: readonly ScoredEvent[]): void {
  const groups = new Map<string, { events: number; plugin: string; code: string; example: string; reason: string }>();
  for (const { plugin, code, eventId, reason } of scored.flatMap(({ faults }) => faults)) {
    const key = `${plugin} ${code}`;
    const group = groups.get(key) ?? { events: 0, plugin, code, example: eventId, reason };
    group.events += 1;
    groups.set(key, group);
  }
  for (const group of groups.values()) log.warn(group, 'a scoring hook gave an answer that cannot be used');
}
