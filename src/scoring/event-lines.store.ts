import type { Reader } from '../sdk';
import { epochPosition, type ModelDocument, pow2Fraction } from '../value';
import type { Evaluation } from './evaluate';

/** One event's part of a value, among the strongest of its request. */
export interface EventLineRow {
  readonly slot: number;
  readonly customer_id: number;
  readonly event_id: string;
  readonly signal: string;
  readonly plugin: string;
  readonly plugin_version: string;
  readonly evidence_path: string | null;
  readonly occurred_at: Date;
  readonly value: number;
  /** All lines of the request: their number and sum. */
  readonly lines: number;
  readonly total: number;
}

/**
 * The `limit` strongest contributions by event of each evaluation, strongest first. The database weighs them, because a
 * customer may have many more than are shown; each carries the number and sum of all of its evaluation.
 */
export async function readEventLines(
  reader: Reader,
  evaluations: readonly Evaluation[],
  model: ModelDocument,
  limit: number,
): Promise<readonly EventLineRow[]> {
  const rates = evaluations.flatMap((evaluation, index) => ratesOf(evaluation, index + 1, model));
  const recounted = evaluations.flatMap((evaluation, index) =>
    evaluation.recounted.map((event) => ({ slot: index + 1, ...event })),
  );
  return reader.query<EventLineRow>({
    name: 'scoring-event-lines',
    text: eventLines,
    values: [
      rates.map((rate) => rate.slot),
      rates.map((rate) => rate.customerId),
      rates.map((rate) => rate.at.toISOString()),
      rates.map((rate) => rate.signal),
      rates.map((rate) => rate.halfLife),
      rates.map((rate) => rate.epoch),
      rates.map((rate) => rate.factor),
      recounted.map((event) => event.slot),
      recounted.map((event) => event.eventId),
      recounted.map((event) => event.ordinal),
      recounted.map((event) => String(event.q30)),
      limit,
    ],
  });
}

/** What the integers of a signal's events are multiplied with, besides the power of two of their epoch. */
function ratesOf({ customerId, at, engagement }: Evaluation, slot: number, model: ModelDocument) {
  return engagement.signals.flatMap(({ signal, rate }) => {
    const halfLife = model.signals[signal]?.halfLifeDays;
    if (halfLife === undefined || rate === 0) return [];
    const { epoch, fraction } = epochPosition(at.getTime(), halfLife);
    const factor = rate / 2 ** 30 / pow2Fraction(fraction);
    return [{ slot, customerId, at, signal, halfLife, epoch, factor }];
  });
}

/** The lateral subquery reads each customer's rows once, for all signals. */
const eventLines = `
  with rate as materialized (
    select * from unnest($1::integer[], $2::bigint[], $3::timestamptz[], $4::text[], $5::smallint[], $6::integer[],
      $7::float8[]) as r (slot, customer_id, at, signal, half_life, epoch, factor)
  ), line as (
    select a.slot, c.customer_id, c.event_id, c.ordinal, c.signal, c.plugin, c.plugin_version, c.evidence_path, c.occurred_at,
      coalesce(o.q30, c.q30)::float8 * power(2::float8, c.epoch - r.epoch) * r.factor as value
    from (select distinct slot, customer_id, at from rate) a
    cross join lateral (
      select k.* from core.contribution k
      where k.customer_id = a.customer_id and k.occurred_at <= a.at and k.retracted_at is null
      offset 0
    ) c
    join rate r on r.slot = a.slot and r.signal = c.signal and r.half_life = c.half_life and c.epoch > r.epoch - 40
    left join unnest($8::integer[], $9::uuid[], $10::smallint[], $11::bigint[]) as o (slot, event_id, ordinal, q30)
      on o.slot = a.slot and o.event_id = c.event_id and o.ordinal = c.ordinal
  ), ranked as (
    select line.*, count(*) over of_request as lines, sum(value) over of_request as total,
      row_number() over (partition by slot order by abs(value) desc, event_id, ordinal) as place
    from line
    window of_request as (partition by slot)
  )
  select slot, customer_id, event_id, signal, plugin, plugin_version, evidence_path, occurred_at, value, lines, total
  from ranked where place <= $12
  order by slot, place`;
