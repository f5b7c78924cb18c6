import { groupBy } from '../shared/group-by';
import { addBuckets, type Buckets, bucketsOf, decayedSum, noBuckets } from './buckets';
import { calendarDay } from './calendar-day';
import { dailyFactor } from './caps';
import type { ModelDocument } from './model/document';

/** One contribution as it was logged. Instants in milliseconds since 1970. */
export interface LogEntry {
  readonly eventId: string;
  readonly ordinal: number;
  readonly signal: string;
  /** Amount times count, before the daily cap. */
  readonly amount: number;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly retractedAt?: number;
}

/** Whether an entry counts at the instant `at`, as was known at the instant `knownAt`. */
export function isVisible(entry: Omit<LogEntry, 'signal'>, at: number, knownAt: number): boolean {
  const isRetracted = entry.retractedAt !== undefined && entry.retractedAt <= knownAt;
  return entry.occurredAt <= at && entry.recordedAt <= knownAt && !isRetracted;
}

/** The parts of a model document that decide how amounts become decayed sums. */
export type DecayModel = Pick<ModelDocument, 'timeZone'> & {
  readonly signals: Readonly<Record<string, { readonly halfLifeDays: number; readonly dailyCap?: number | undefined }>>;
};

/**
 * Decayed sums by signal straight from the log: the definition that the kept buckets must equal. Entries of signals
 * the model does not know are left out.
 */
export function sumsFromLog(
  log: readonly LogEntry[],
  model: DecayModel,
  at: number,
  knownAt: number,
): ReadonlyMap<string, number> {
  const visible = log.filter((entry) => model.signals[entry.signal] !== undefined && isVisible(entry, at, knownAt));
  const bySignal = groupBy(visible, ({ signal }) => signal);
  const sums = new Map<string, number>();
  for (const [signal, entries] of bySignal) {
    const halfLifeDays = model.signals[signal]?.halfLifeDays ?? Number.NaN;
    sums.set(signal, decayedSum(bucketsFromLog(signal, entries, model), at, halfLifeDays).amount);
  }
  return sums;
}

/** Buckets of the entries of one signal, daily caps applied. Entries must be visible. */
export function bucketsFromLog(signal: string, entries: readonly LogEntry[], model: DecayModel): Buckets {
  const declared = model.signals[signal];
  if (declared === undefined) return noBuckets;
  const { halfLifeDays, dailyCap } = declared;
  const days = groupBy(entries, ({ occurredAt }) =>
    dailyCap === undefined ? 0 : calendarDay(occurredAt, model.timeZone).startMs,
  );
  const weighted = [...days.values()].flatMap((day) => {
    const factor = dailyCap === undefined ? 1 : dailyFactor(day, dailyCap);
    return day.map(({ amount, occurredAt }) => bucketsOf(amount * factor, occurredAt, halfLifeDays));
  });
  return weighted.reduce(addBuckets, noBuckets);
}
