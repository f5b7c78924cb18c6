import type { Reader, Writer } from '../../sdk';
import type { BucketDelta } from '../bucket-delta';
import { fromStored, keysOfContributions, logColumns, type StoredRow, sameContribution } from '../contribution.store';
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
      from unnest($1::bigint[], $2::timestamptz[], $3::uuid[], $4::smallint[], $5::smallint[], $6::integer[], $7::bigint[],
        $8::bigint[]) as u (customer_id, occurred_at, event_id, ordinal, half_life, epoch, q30, mass30)
      where ${sameContribution}`,
    values: [
      ...keysOfContributions(rows),
      rows.map((row) => row.halfLife),
      rows.map((row) => row.epoch),
      rows.map((row) => row.q30),
      rows.map((row) => row.mass30),
    ],
  });
}

/** Buckets as they must be ($2 to $10) beside those that are kept, of the customers in $1, where the two differ. */
const sides = `
  wanted as materialized (
    select * from unnest($2::bigint[], $3::text[], $4::smallint[], $5::integer[], $6::integer[], $7::integer[],
      $8::numeric[], $9::numeric[], $10::integer[])
      as w (customer_id, signal, half_life, epoch, brand_id, actor_id, q30, mass30, n)
  ), kept as materialized (
    select b.* from unnest($1::bigint[]) as a (customer_id)
    cross join lateral (select * from core.bucket k where k.customer_id = a.customer_id offset 0) b
  ), differing as materialized (
    select customer_id, signal, half_life, epoch, brand_id, actor_id, w.q30, w.mass30, w.n, k.q30 as kept_q30,
      k.mass30 as kept_mass30, k.n as kept_n
    from wanted w full join kept k using (customer_id, signal, half_life, epoch, brand_id, actor_id)
    where w.q30 is distinct from k.q30 or w.mass30 is distinct from k.mass30 or w.n is distinct from k.n
  )`;

function valuesOf(customerIds: readonly number[], wanted: readonly BucketDelta[]): readonly unknown[] {
  return [
    customerIds,
    wanted.map((bucket) => bucket.customerId),
    wanted.map((bucket) => bucket.signal),
    wanted.map((bucket) => bucket.halfLife),
    wanted.map((bucket) => bucket.epoch),
    wanted.map((bucket) => bucket.brandId),
    wanted.map((bucket) => bucket.actorId),
    wanted.map((bucket) => bucket.q30),
    wanted.map((bucket) => bucket.mass30),
    wanted.map((bucket) => bucket.n),
  ];
}

/** Makes the customers' buckets those that are wanted, and answers how many rows that touched. */
export async function syncBuckets(
  writer: Writer,
  customerIds: readonly number[],
  wanted: readonly BucketDelta[],
): Promise<number> {
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
    values: valuesOf(customerIds, wanted),
  });
  return counts?.changed ?? 0;
}

export interface Difference {
  readonly customer_id: number;
  readonly signal: string;
  readonly subject: string;
  readonly expected: string | null;
  readonly found: string | null;
}

/** Buckets that are not what they must be. */
export function differingBuckets(
  reader: Reader,
  customerIds: readonly number[],
  wanted: readonly BucketDelta[],
): Promise<readonly Difference[]> {
  return reader.query<Difference>({
    text: `
      with ${sides}
      select customer_id, signal, concat_ws('/', half_life, epoch, brand_id, actor_id) as subject,
        case when n is not null then concat_ws(' ', q30, mass30, n) end as expected,
        case when kept_n is not null then concat_ws(' ', kept_q30, kept_mass30, kept_n) end as found
      from differing order by customer_id, signal, subject`,
    values: valuesOf(customerIds, wanted),
  });
}
