import type { ModelDocument } from '../value';
import { type ExactInteger, scaledInteger } from './exact-integer';
import type { ScoredEvent } from './scoring';

/** A contribution as the log keeps it. `brandId` and `actorId` are 0 for none, as in the buckets. */
export interface LogRow {
  readonly customerId: number;
  readonly eventId: string;
  readonly ordinal: number;
  readonly signal: string;
  readonly halfLife: number;
  readonly epoch: number;
  readonly brandId: number;
  readonly actorId: number;
  readonly occurredAt: Date;
  /** Amount times count, before the daily cap. */
  readonly amount: number;
  /** What counts of the amount, after the daily cap; the amount itself in a row that was just read. */
  readonly counted: number;
  /** The same as an integer. */
  readonly q30: ExactInteger;
  readonly mass30: ExactInteger;
}

export interface NewLogRow extends LogRow {
  readonly plugin: string;
  readonly pluginVersion: string;
  readonly recordedAt: Date;
  readonly path: string | null;
}

/**
 * The log rows of a scored event, daily caps not yet applied. An event in which the customer took part counts once as
 * evidence: its first contribution carries the mass, with the half-life of its signal.
 */
export function logRowsOf({ input, contributions }: ScoredEvent): readonly NewLogRow[] {
  const { event, customerId, brandId, actorId, occurredAt, recordedAt } = input;
  const at = occurredAt.getTime();
  return contributions.map(({ ordinal, signal, halfLifeDays, amount, plugin, pluginVersion, path }, index) => {
    const { epoch, q30 } = scaledInteger(amount, at, halfLifeDays);
    return {
      customerId,
      eventId: event.id,
      ordinal,
      plugin,
      pluginVersion,
      signal,
      halfLife: halfLifeDays,
      epoch,
      q30,
      mass30: index === 0 && event.direction !== 'out' ? scaledInteger(1, at, halfLifeDays).q30 : 0,
      brandId: brandId ?? 0,
      actorId: actorId ?? 0,
      occurredAt,
      recordedAt,
      amount,
      counted: amount,
      path,
    };
  });
}

/** What a row counts when the events of its day share a daily cap. */
export function withFactor<Row extends LogRow>(row: Row, factor: number): Row {
  const counted = row.amount * factor;
  return { ...row, counted, q30: scaledInteger(counted, row.occurredAt.getTime(), row.halfLife).q30 };
}

export const dailyCapOf = (model: ModelDocument, signal: string): number | undefined => model.signals[signal]?.dailyCap;
