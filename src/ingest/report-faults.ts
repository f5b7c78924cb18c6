import type { ScoredEvent, ScoringFault } from '../scoring';
import type { IngestServices } from './services';

/** Tells what hooks did wrong, once per plugin and code of a batch: the events are kept, their score is missing. */
export function reportFaults(
  { log, health }: Pick<IngestServices, 'log' | 'health'>,
  scored: readonly ScoredEvent[],
  at: Date,
): void {
  const groups = new Map<string, FaultGroup>();
  for (const { plugin, code, eventId, reason } of scored.flatMap(({ faults }) => faults)) {
    const key = `${plugin} ${code}`;
    const group = groups.get(key) ?? { events: 0, plugin, code, example: eventId, reason };
    group.events += 1;
    groups.set(key, group);
  }
  for (const group of groups.values()) {
    log.warn(group, 'a scoring hook gave an answer that cannot be used');
    health?.report(group.plugin, { code: group.code, message: group.reason, at });
  }
}

interface FaultGroup {
  events: number;
  readonly plugin: string;
  readonly code: ScoringFault['code'];
  /** Id of one of the events. */
  readonly example: string;
  readonly reason: string;
}
