import type { Writer } from '../sdk';
import type { BucketDelta } from './bucket-delta';

/**
 * Adds to the buckets, making those that do not exist yet. One statement, whatever the number of deltas. A merge is half the work of
 * an insert that expects conflicts, and exact because whoever adds holds the locks of the customers.
 */
export async function addToBuckets(writer: Writer, deltas: readonly BucketDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  await writer.execute({
    name: 'scoring-add-to-buckets',
    text: `
      merge into core.bucket b
      using (
        select unnest($1::bigint[]) as customer_id, unnest($2::text[]) as signal, unnest($3::smallint[]) as half_life,
          unnest($4::integer[]) as epoch, unnest($5::integer[]) as brand_id, unnest($6::integer[]) as actor_id,
          unnest($7::numeric[]) as q30, unnest($8::numeric[]) as mass30, unnest($9::integer[]) as n
      ) as d
      on b.customer_id = d.customer_id and b.signal = d.signal and b.half_life = d.half_life and b.epoch = d.epoch
        and b.brand_id = d.brand_id and b.actor_id = d.actor_id
      when matched then update set q30 = b.q30 + d.q30, mass30 = b.mass30 + d.mass30, n = b.n + d.n
      when not matched then insert (customer_id, signal, half_life, epoch, brand_id, actor_id, q30, mass30, n)
        values (d.customer_id, d.signal, d.half_life, d.epoch, d.brand_id, d.actor_id, d.q30, d.mass30, d.n)`,
    values: [
      ...keysOf(deltas),
      deltas.map((delta) => delta.q30),
      deltas.map((delta) => delta.mass30),
      deltas.map((delta) => delta.n),
    ],
  });
}

/** Removes those of the buckets that hold no event any more: the state is then that of never having seen one. */
export async function dropEmptyBuckets(writer: Writer, deltas: readonly BucketDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  await writer.execute({
    name: 'scoring-drop-empty-buckets',
    text: `
      delete from core.bucket b
      using unnest($1::bigint[], $2::text[], $3::smallint[], $4::integer[], $5::integer[], $6::integer[])
        as k (customer_id, signal, half_life, epoch, brand_id, actor_id)
      where b.customer_id = k.customer_id and b.signal = k.signal and b.half_life = k.half_life and b.epoch = k.epoch
        and b.brand_id = k.brand_id and b.actor_id = k.actor_id and b.n = 0`,
    values: keysOf(deltas),
  });
}

function keysOf(deltas: readonly BucketDelta[]): readonly (readonly (string | number)[])[] {
  return [
    deltas.map((delta) => delta.customerId),
    deltas.map((delta) => delta.signal),
    deltas.map((delta) => delta.halfLife),
    deltas.map((delta) => delta.epoch),
    deltas.map((delta) => delta.brandId),
    deltas.map((delta) => delta.actorId),
  ];
}
