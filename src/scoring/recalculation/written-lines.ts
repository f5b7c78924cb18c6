import { groupBy } from '../../shared/group-by';
import { calendarDay, dailyFactor, type ModelDocument, scaledAmount } from '../../value';
import { dailyCapOf } from '../log-row';
import type { ScoredContribution, ScoredEvent, ScoredEvidence } from '../scoring';

/**
 * What the log of one customer must say, as the database writes it: a line per contribution.
 * Numbers that JavaScript writes otherwise than the database make texts differ where the rows do not; rows decide then.
 */
export function logLines(events: readonly ScoredEvent[], model: ModelDocument): string {
  const factors = cappedFactors(events, model);
  const lines: string[] = [];
  for (const event of events) {
    for (const [index, contribution] of event.contributions.entries()) {
      lines.push(contributionLine(event, contribution, index === 0, factors?.get(contribution) ?? 1));
    }
  }
  return lines.join('\n');
}

function contributionLine(
  { input }: ScoredEvent,
  { ordinal, signal, halfLifeDays, amount, path }: ScoredContribution,
  isFirst: boolean,
  factor: number,
): string {
  const { event, brandId, actorId } = input;
  const at = input.occurredAt.getTime();
  const { epoch, scaled } = scaledAmount(amount * factor, at, halfLifeDays);
  const mass = isFirst && event.direction !== 'out' ? scaledAmount(1, at, halfLifeDays).scaled : 0;
  const line = `${event.id} ${ordinal} ${signal} ${halfLifeDays} ${epoch} ${brandId ?? 0} ${actorId ?? 0} ${scaled} ${mass} ${amount}`;
  return path === null ? line : `${line} ${path}`;
}

/** The same for adoption evidence. */
export function evidenceLines(events: readonly ScoredEvent[]): string {
  const lines: string[] = [];
  for (const { input, evidence } of events) {
    for (const item of evidence) lines.push(evidenceLine(input.event.id, item));
  }
  return lines.join('\n');
}

function evidenceLine(
  eventId: string,
  { ordinal, brandId, evidence, stage, points, confirming }: ScoredEvidence,
): string {
  return `${eventId} ${ordinal} ${brandId} ${evidence} ${stage} ${points} ${confirming ? 't' : 'f'}`;
}

interface CappedEntry {
  readonly contribution: ScoredContribution;
  readonly eventId: string;
  readonly ordinal: number;
  readonly amount: number;
  readonly at: number;
  readonly cap: number;
}

/** By what the daily caps reduce contributions of one customer; undefined when none is reduced. */
function cappedFactors(
  events: readonly ScoredEvent[],
  model: ModelDocument,
): ReadonlyMap<ScoredContribution, number> | undefined {
  const capped = cappedEntries(events, model);
  const signals = new Set(capped.map(({ contribution }) => contribution.signal));
  // Alone among those of its signal, an amount within the cap counts in full, whatever its day.
  if (signals.size === capped.length && capped.every(({ amount, cap }) => Math.abs(amount) <= cap)) return undefined;
  const days = groupBy(capped, ({ contribution, at }) => {
    return `${contribution.signal}/${calendarDay(at, model.timeZone).startMs}`;
  });
  const factors = new Map<ScoredContribution, number>();
  for (const entries of days.values()) {
    const factor = dailyFactor(entries, entries[0]?.cap ?? 0);
    if (factor !== 1) for (const { contribution } of entries) factors.set(contribution, factor);
  }
  return factors;
}

function cappedEntries(events: readonly ScoredEvent[], model: ModelDocument): readonly CappedEntry[] {
  const entries: CappedEntry[] = [];
  for (const { input, contributions } of events) {
    for (const contribution of contributions) {
      const { signal, ordinal, amount } = contribution;
      const cap = dailyCapOf(model, signal);
      if (cap === undefined) continue;
      entries.push({ contribution, eventId: input.event.id, ordinal, amount, at: input.occurredAt.getTime(), cap });
    }
  }
  return entries;
}
