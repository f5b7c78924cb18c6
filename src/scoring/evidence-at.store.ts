import type { Reader } from '../sdk';
import { calendarDay, type ModelDocument } from '../value';

/** A customer and the instant their value is asked for. */
export interface ValueRequest {
  readonly customerId: number;
  readonly at: Date;
}

/** What one statement answers: `known` once per request that may be answered, buckets, and what must be corrected in them. */
export type EvidenceRow = KnownRow | BucketRow | TailRow;

interface KnownRow {
  readonly part: 'known';
  /** Place of the request in the list, counting from 1. */
  readonly slot: number;
}

export interface BucketRow {
  readonly part: 'bucket';
  readonly slot: number;
  readonly signal: string;
  readonly epoch: number;
  readonly q30: string;
  readonly mass30: string;
}

/** A contribution after the instant but inside its epoch, or of a capped signal on the instant's own day. */
export interface TailRow {
  readonly part: 'tail';
  readonly slot: number;
  readonly signal: string;
  readonly epoch: number;
  readonly q30: string;
  readonly mass30: string;
  readonly event_id: string;
  readonly ordinal: number;
  readonly amount: number;
  readonly occurred_at: Date;
}

/**
 * Everything the values of these customers at these instants depend on, in one statement: buckets and their
 * corrections must come from one snapshot of the database. Consumers are left out, their value is not computed.
 */
export async function readEvidenceAt(
  reader: Reader,
  requests: readonly ValueRequest[],
  model: ModelDocument,
): Promise<readonly EvidenceRow[]> {
  const signals = Object.entries(model.signals);
  const days = requests.map(({ at }) => calendarDay(at.getTime(), model.timeZone));
  return reader.query<EvidenceRow>({
    name: 'scoring-evidence-at',
    text: evidenceAt,
    values: [
      requests.map(({ customerId }) => customerId),
      requests.map(({ at }) => at.toISOString()),
      days.map(({ startMs }) => new Date(startMs).toISOString()),
      days.map(({ endMs }) => new Date(endMs).toISOString()),
      signals.map(([signal]) => signal),
      signals.map(([, { halfLifeDays }]) => halfLifeDays),
      signals.map(([, { dailyCap }]) => dailyCap !== undefined),
    ],
  });
}

/**
 * Lateral subqueries that cannot be flattened: one index range per customer, also right after a bulk import, when the
 * planner knows nothing yet of the tables and would rather scan them.
 */
const evidenceAt = `
  with asked as materialized (
    select a.slot::int as slot, a.customer_id, a.at, a.day_start, a.day_end, extract(epoch from a.at)::float8 / 86400 as days
    from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[])
      with ordinality as a (customer_id, at, day_start, day_end, slot)
    join core.customer c on c.id = a.customer_id and c.kind <> 'consumer'
  ), model as materialized (
    select * from unnest($5::text[], $6::smallint[], $7::boolean[]) as m (signal, half_life, capped)
  )
  select 'known' as part, slot, null as signal, null::int as epoch, null as q30, null as mass30, null::uuid as event_id,
    null::smallint as ordinal, null::float8 as amount, null::timestamptz as occurred_at
  from asked
  union all
  select 'bucket', a.slot, b.signal, b.epoch, b.q30::text, b.mass30::text, null, null, null, null
  from asked a
  cross join lateral (
    select k.signal, k.epoch, sum(k.q30) as q30, sum(k.mass30) as mass30
    from core.bucket k
    join model m on m.signal = k.signal and m.half_life = k.half_life
    where k.customer_id = a.customer_id
      and k.epoch <= floor(a.days / m.half_life) and k.epoch > floor(a.days / m.half_life) - 40
    group by k.signal, k.epoch
  ) b
  union all
  select 'tail', a.slot, c.signal, c.epoch, c.q30::text, c.mass30::text, c.event_id, c.ordinal, c.amount, c.occurred_at
  from asked a
  cross join lateral (
    select k.* from core.contribution k
    where k.customer_id = a.customer_id and k.occurred_at >= a.day_start and k.retracted_at is null
    offset 0
  ) c
  join model m on m.signal = c.signal and m.half_life = c.half_life
  where (c.occurred_at > a.at and c.epoch <= floor(a.days / m.half_life)) or (m.capped and c.occurred_at < a.day_end)`;
