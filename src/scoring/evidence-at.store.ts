import type { Reader } from '../sdk';
import { isValued } from '../shared/valued.sql';
import { bucketHalfLives, calendarDay, dayMs, effectiveWeight, epochPosition, type ModelDocument } from '../value';
import type { ValueRequest } from './value-request';

/** What one statement answers; columns that a part does not use are null. */
export type EvidenceRow = KnownRow | BucketRow | TailRow | LifeRow;

interface KnownRow {
  /** Once per request that may be answered. */
  readonly part: 'known';
  /** Place of the request in the list, counting from 1. */
  readonly slot: number;
  /** The shape the customer's buckets are written in; null while there are none. */
  readonly signal: string | null;
}

export interface BucketRow {
  readonly part: 'bucket';
  readonly slot: number;
  readonly signal: string;
  readonly half_life: number;
  readonly epoch: number;
  readonly actor_id: number;
  readonly q30: string;
  readonly mass30: string;
}

/** A contribution after the instant, or of a capped signal on the instant's own day. Days of capped signals are whole. */
export interface TailRow {
  readonly part: 'tail';
  readonly slot: number;
  readonly signal: string;
  readonly actor_id: number;
  readonly mass30: string;
  readonly event_id: string;
  readonly ordinal: number;
  readonly amount: number;
  readonly occurred_at: Date;
}

/** The customer's first event, or the first positive one of a period (`epoch` periods ago). */
export interface LifeRow {
  readonly part: 'first' | 'period';
  readonly slot: number;
  readonly epoch: number;
  readonly event_id: string;
  readonly occurred_at: Date;
}

/**
 * Everything of the log that the values of these customers at these instants depend on, in one statement: buckets and
 * their corrections must come from one snapshot of the database. Consumers are left out, their value is not computed.
 */
export async function readEvidenceAt(
  reader: Reader,
  requests: readonly ValueRequest[],
  model: ModelDocument,
): Promise<readonly EvidenceRow[]> {
  const signals = Object.entries(model.signals);
  const families = signals.flatMap(([signal]) =>
    bucketHalfLives(signal, model).map((halfLife) => ({ signal, halfLife })),
  );
  const longest = Math.max(1, ...families.map(({ halfLife }) => halfLife));
  const own = signals.filter(([, { direction }]) => direction !== 'out');
  const rows = await reader.query<PackedRow>({
    name: 'scoring-evidence-at',
    text: evidenceAt,
    values: [
      requests.map(({ customerId }) => customerId),
      requests.map(({ at }) => at.toISOString()),
      requests.map(({ at }) => new Date(calendarDay(at.getTime(), model.timeZone).startMs).toISOString()),
      requests.map(({ at }) => endOfTail(at.getTime(), longest)),
      families.map(({ signal }) => signal),
      families.map(({ halfLife }) => halfLife),
      signals.map(([signal]) => signal),
      signals.map(([, { dailyCap }]) => dailyCap !== undefined),
      own.map(([signal]) => signal),
      own.map(([, signal]) => Math.sign(effectiveWeight(signal))),
      model.durability.periodDays * dayMs,
      model.durability.periods,
    ],
  });
  return rows.flatMap((row) => unpacked(row, families));
}

/** Buckets and periods of a customer come as one text each: a row for each of them costs more than all the rest. */
type PackedRow = KnownRow | TailRow | LifeRow | Packed<'buckets'> | Packed<'periods'>;

interface Packed<Part> {
  readonly part: Part;
  readonly slot: number;
  readonly signal: string | null;
}

interface Family {
  readonly signal: string;
  readonly halfLife: number;
}

function unpacked(row: PackedRow, families: readonly Family[]): readonly EvidenceRow[] {
  if (row.part === 'buckets') return itemsOf(row).flatMap((item) => bucketOf(item, row.slot, families));
  if (row.part === 'periods') return itemsOf(row).map((item) => periodOf(item, row.slot));
  return [row];
}

const itemsOf = ({ signal }: Pick<Packed<unknown>, 'signal'>): readonly string[] =>
  signal === null ? [] : signal.split(',');

function bucketOf(item: string, slot: number, families: readonly Family[]): readonly BucketRow[] {
  const [place = '', epoch = '', actor = '', q30 = '', mass30 = ''] = item.split(' ');
  const family = families[Number(place) - 1];
  if (family === undefined) return [];
  const { signal, halfLife } = family;
  return [
    { part: 'bucket', slot, signal, half_life: halfLife, epoch: Number(epoch), actor_id: Number(actor), q30, mass30 },
  ];
}

function periodOf(item: string, slot: number): LifeRow {
  const [period = '', eventId = '', at = ''] = item.split(' ');
  return { part: 'period', slot, epoch: Number(period), event_id: eventId, occurred_at: new Date(Number(at)) };
}

/** Beyond the epoch of the longest half-life, with the whole of its last day in any time zone. */
function endOfTail(at: number, longestHalfLife: number): string {
  const { epoch } = epochPosition(at, longestHalfLife);
  return new Date((epoch + 1) * longestHalfLife * dayMs + 2 * dayMs).toISOString();
}

/**
 * Lateral subqueries that cannot be flattened: one index range per customer, also right after a bulk import, when the
 * planner knows nothing yet of the tables and would rather scan them.
 */
const evidenceAt = `
  with asked as materialized (
    select a.slot::int as slot, a.customer_id, a.at, a.day_start, a.tail_end, extract(epoch from a.at)::float8 / 86400 as days,
      v.bucket_shape as shape
    from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[])
      with ordinality as a (customer_id, at, day_start, tail_end, slot)
    join core.customer c on c.id = a.customer_id and ${isValued('c')}
    left join core.customer_value v on v.customer_id = a.customer_id
  ), family as materialized (
    select * from unnest($5::text[], $6::smallint[]) with ordinality as f (signal, half_life, place)
  ), model as materialized (
    select * from unnest($7::text[], $8::boolean[]) as m (signal, capped)
  ), own as materialized (
    select * from unnest($9::text[], $10::float8[]) as o (signal, sign)
  )
  select 'known' as part, slot, shape as signal, null::smallint as half_life, null::int as epoch, null::int as actor_id,
    null as q30, null as mass30, null::uuid as event_id, null::smallint as ordinal, null::float8 as amount,
    null::timestamptz as occurred_at
  from asked
  union all
  select 'buckets', a.slot, b.packed, null, null, null, null, null, null, null, null, null
  from asked a
  cross join lateral (
    select string_agg(concat_ws(' ', f.place, k.epoch, k.actor_id, k.q30, k.mass30), ',') as packed
    from core.bucket k
    join family f on f.signal = k.signal and f.half_life = k.half_life
    where k.customer_id = a.customer_id
      and k.epoch <= floor(a.days / f.half_life) and k.epoch > floor(a.days / f.half_life) - 40
  ) b
  union all
  select 'tail', a.slot, c.signal, null, null, c.actor_id, null, c.mass30::text, c.event_id, c.ordinal, c.amount, c.occurred_at
  from asked a
  cross join lateral (
    select k.* from core.contribution k
    where k.customer_id = a.customer_id and k.occurred_at >= a.day_start and k.occurred_at < a.tail_end
      and k.retracted_at is null
    offset 0
  ) c
  join model m on m.signal = c.signal
  where c.occurred_at > a.at or m.capped
  union all
  select 'first', a.slot, null, null, 0, null, null, null, c.event_id, null, null, c.occurred_at
  from asked a
  cross join lateral (
    select k.event_id, k.occurred_at from core.contribution k
    where k.customer_id = a.customer_id and k.retracted_at is null and k.occurred_at <= a.at and k.amount <> 0
      and k.signal = any($9::text[])
    order by k.occurred_at, k.event_id limit 1
  ) c
  union all
  select 'periods', a.slot, b.packed, null, null, null, null, null, null, null, null, null
  from asked a
  cross join lateral (
    select string_agg(concat_ws(' ', c.period, c.event_id, (extract(epoch from c.occurred_at) * 1000)::bigint), ',') as packed
    from (
      select distinct on (p.period) p.period, k.event_id, k.occurred_at
      from core.contribution k
      join own o on o.signal = k.signal and o.sign * k.amount > 0
      cross join lateral (
        select floor(extract(epoch from a.at - k.occurred_at) * 1000 / $11::numeric)::int as period
      ) p
      where k.customer_id = a.customer_id and k.retracted_at is null and k.occurred_at <= a.at
        and k.occurred_at > a.at - make_interval(secs => $11::float8 / 1000 * $12::int)
      order by p.period, k.occurred_at, k.event_id
    ) c
  ) b`;
