import { groupBy } from '../shared/group-by';
import { addBuckets, type Buckets, bucketsOf, decayedSum, noBuckets } from './buckets';
import { calendarDay } from './calendar-day';
import { dailyFactor } from './caps';
import { effectiveWeight } from './engagement';
import { dayMs } from './epoch';
import { type EventReference, type Evidence, noEvidence } from './evidence';
import type { LogEntry } from './log';
import type { ModelDocument } from './model/document';
import { compareText } from './order';

/** A contribution of the log with whom it is about. `brandId` and `actorId` are 0 for none. */
export interface LoggedContribution extends LogEntry {
  readonly brandId: number;
  readonly actorId: number;
  /** 1 on the contribution that counts its event as evidence of a dialogue. */
  readonly mass: 0 | 1;
}

/** With what counts of its amount after the daily cap. */
export type CountedContribution<Row extends LoggedContribution = LoggedContribution> = Row & {
  readonly counted: number;
};

/** Applies the daily caps. The rows must be all visible ones: caps hold per customer, whatever brand or person. */
export function countedRows<Row extends LoggedContribution>(
  rows: readonly Row[],
  model: ModelDocument,
): readonly CountedContribution<Row>[] {
  const known = rows.filter(({ signal }) => model.signals[signal] !== undefined);
  const days = groupBy(known, ({ signal, occurredAt, eventId, ordinal }) =>
    model.signals[signal]?.dailyCap === undefined
      ? `${eventId}/${ordinal}`
      : `${signal}/${calendarDay(occurredAt, model.timeZone).startMs}`,
  );
  return [...days.values()].flatMap((day) => {
    const cap = day[0] === undefined ? undefined : model.signals[day[0].signal]?.dailyCap;
    const factor = cap === undefined ? 1 : dailyFactor(day, cap);
    return day.map((row) => ({ ...row, counted: row.amount * factor }));
  });
}

/** The part of the evidence that comes from the log, at an instant. Rows must be visible then. */
export function evidenceFromLog(
  rows: readonly CountedContribution[],
  model: ModelDocument,
  at: number,
): Pick<Evidence, 'sums' | 'dialogue' | 'actors' | 'mass'> & Lifetime {
  const bySignal = groupBy(rows, ({ signal }) => signal);
  const signals = [...bySignal.keys()].sort(compareText);
  const sums = new Map<string, number>();
  const dialogue = new Map<string, number>();
  let mass = 0;
  for (const signal of signals) {
    const own = model.signals[signal];
    const entries = bySignal.get(signal) ?? [];
    if (own === undefined) continue;
    const sum = decayedSum(bucketsAt(entries, own.halfLifeDays), at, own.halfLifeDays);
    sums.set(signal, sum.amount);
    mass += sum.mass;
    if (own.dialogueIn === 0 && own.dialogueOut === 0) continue;
    const { halfLifeDays } = model.reciprocity;
    dialogue.set(signal, decayedSum(bucketsAt(entries, halfLifeDays), at, halfLifeDays).amount);
  }
  return { sums, dialogue, actors: actorMasses(rows, model, at), mass, ...lifetime(rows, model, at) };
}

const bucketsAt = (rows: readonly CountedContribution[], halfLifeDays: number): Buckets =>
  rows
    .map(({ counted, occurredAt, mass }) => bucketsOf(counted, occurredAt, halfLifeDays, mass))
    .reduce(addBuckets, noBuckets);

function actorMasses(rows: readonly CountedContribution[], model: ModelDocument, at: number) {
  const { halfLifeDays } = model.durability;
  const mutual = rows.filter(({ signal, actorId }) => actorId !== 0 && model.signals[signal]?.direction === 'mutual');
  const masses = new Map<string, number>();
  for (const [actor, own] of groupBy(mutual, ({ actorId }) => actorId)) {
    const { mass } = decayedSum(bucketsAt(own, halfLifeDays), at, halfLifeDays);
    if (mass > 0) masses.set(String(actor), mass);
  }
  return masses;
}

type Lifetime = Pick<Evidence, 'tenureDays' | 'first' | 'periods'>;

/** When the customer first took part, and in which of the last periods they did so to our good. */
export function lifetime(rows: readonly LoggedContribution[], model: ModelDocument, at: number): Lifetime {
  const { periods: count, periodDays } = model.durability;
  const own = rows.filter(({ signal, amount }) => amount !== 0 && isOwn(signal, model)).toSorted(earliestFirst);
  const periods = new Map<number, EventReference>();
  for (const { signal, amount, eventId, occurredAt } of own) {
    const declared = model.signals[signal];
    const period = Math.floor((at - occurredAt) / (periodDays * dayMs));
    const isPositive = declared !== undefined && effectiveWeight(declared) * amount > 0;
    if (isPositive && period < count && !periods.has(period)) periods.set(period, { eventId, occurredAt });
  }
  const [first] = own;
  if (first === undefined) return { tenureDays: 0, first: null, periods };
  const { eventId, occurredAt } = first;
  return { tenureDays: (at - occurredAt) / dayMs, first: { eventId, occurredAt }, periods };
}

const isOwn = (signal: string, model: ModelDocument): boolean => {
  const direction = model.signals[signal]?.direction;
  return direction === 'in' || direction === 'mutual';
};

export const earliestFirst = (left: LoggedContribution, right: LoggedContribution): number =>
  left.occurredAt - right.occurredAt || compareText(left.eventId, right.eventId) || left.ordinal - right.ordinal;

/** The evidence of a log alone, without requests, needs and money. */
export function wholeEvidence(rows: readonly LoggedContribution[], model: ModelDocument, at: number): Evidence {
  return { ...noEvidence, ...evidenceFromLog(countedRows(rows, model), model, at) };
}
