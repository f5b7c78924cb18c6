import type { Reader, Writer } from '../../sdk';
import { fromStored, logColumns, type StoredRow } from '../contribution.store';
import type { LogRow } from '../log-row';

/** Everything the customers' logs hold that counts, in the order of customers. */
export async function readLiveLog(reader: Reader, customerIds: readonly number[]): Promise<readonly LogRow[]> {
  const rows = await reader.query<StoredRow>({
    name: 'scoring-read-live-log',
    text: `
      select ${logColumns}
      from unnest($1::bigint[]) as a (customer_id)
      cross join lateral (
        select * from core.contribution k where k.customer_id = a.customer_id and k.retracted_at is null offset 0
      ) c`,
    values: [customerIds],
  });
  return rows.map(fromStored);
}

/** Stores rows in the integers of another half-life or cap. */
export async function updateShape(writer: Writer, rows: readonly LogRow[]): Promise<void> {
  if (rows.length === 0) return;
  await writer.execute({
    name: 'scoring-update-shape',
    text: `
      update core.contribution c set half_life = u.half_life, epoch = u.epoch, q30 = u.q30, mass30 = u.mass30
      from unnest($1::bigint[], $2::uuid[], $3::smallint[], $4::smallint[], $5::integer[], $6::bigint[], $7::bigint[])
        as u (customer_id, event_id, ordinal, half_life, epoch, q30, mass30)
      where c.customer_id = u.customer_id and c.event_id = u.event_id and c.ordinal = u.ordinal`,
    values: [
      rows.map((row) => row.customerId),
      rows.map((row) => row.eventId),
      rows.map((row) => row.ordinal),
      rows.map((row) => row.halfLife),
      rows.map((row) => row.epoch),
      rows.map((row) => String(row.q30)),
      rows.map((row) => String(row.mass30)),
    ],
  });
}

/** What the log sums up to, and what the buckets hold, of the customers in parameter 1. */
const sides = `
  log as materialized (
    select c.customer_id, c.signal, c.half_life, c.epoch, c.brand_id, c.actor_id, sum(c.q30) as q30,
      sum(c.mass30) as mass30, count(*)::int as n
    from unnest($1::bigint[]) as a (customer_id)
    cross join lateral (
      select * from core.contribution k where k.customer_id = a.customer_id and k.retracted_at is null offset 0
    ) c
    group by 1, 2, 3, 4, 5, 6
  ), kept as materialized (
    select b.* from unnest($1::bigint[]) as a (customer_id)
    cross join lateral (select * from core.bucket k where k.customer_id = a.customer_id offset 0) b
  ), differing as materialized (
    select customer_id, signal, half_life, epoch, brand_id, actor_id, l.q30, l.mass30, l.n, k.q30 as kept_q30,
      k.mass30 as kept_mass30, k.n as kept_n
    from log l full join kept k using (customer_id, signal, half_life, epoch, brand_id, actor_id)
    where (l.q30, l.mass30, l.n) is distinct from (k.q30, k.mass30, k.n)
  )`;

/** Makes the buckets what the log sums up to, and answers how many rows that touched. */
export async function syncBuckets(writer: Writer, customerIds: readonly number[]): Promise<number> {
  const [counts] = await writer.query<{ readonly changed: number }>({
    name: 'scoring-sync-buckets',
    text: `
      with ${sides}, gone as (
        delete from core.bucket b using differing d
        where d.n is null and b.customer_id = d.customer_id and b.signal = d.signal and b.half_life = d.half_life
          and b.epoch = d.epoch and b.brand_id = d.brand_id and b.actor_id = d.actor_id
        returning 1
      ), put as (
        insert into core.bucket as b (customer_id, signal, half_life, epoch, brand_id, actor_id, q30, mass30, n)
        select customer_id, signal, half_life, epoch, brand_id, actor_id, q30, mass30, n from differing
        where n is not null
        on conflict (customer_id, signal, half_life, epoch, brand_id, actor_id)
        do update set q30 = excluded.q30, mass30 = excluded.mass30, n = excluded.n
        returning 1
      )
      select ((select count(*) from gone) + (select count(*) from put))::int as changed`,
    values: [customerIds],
  });
  return counts?.changed ?? 0;
}

export interface BucketDifference {
  readonly customer_id: number;
  readonly signal: string;
  readonly subject: string;
  readonly expected: string | null;
  readonly found: string | null;
}

/** Buckets that are not what the log sums up to. */
export function differingBuckets(reader: Reader, customerIds: readonly number[]): Promise<readonly BucketDifference[]> {
  return reader.query<BucketDifference>({
    text: `
      with ${sides}
      select customer_id, signal, concat_ws('/', half_life, epoch, brand_id, actor_id) as subject,
        case when n is not null then concat_ws(' ', q30, mass30, n) end as expected,
        case when kept_n is not null then concat_ws(' ', kept_q30, kept_mass30, kept_n) end as found
      from differing order by customer_id, signal, subject`,
    values: [customerIds],
  });
}
