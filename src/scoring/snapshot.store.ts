import type { Reader, Writer } from '../sdk';
import { isValued } from '../shared/valued.sql';
import { type ComponentId, componentIds, type Grade, type ValueNumbers } from '../value';
import { bucketShape } from './bucket-shape';
import type { ModelInForce } from './model';

export interface Snapshot extends Readonly<Record<ComponentId, number>> {
  readonly customer_id: number;
  readonly rvi: number;
  readonly grade: Grade;
  readonly computed_at: Date;
  /** False when the buckets changed since, or the value was computed by another model. */
  readonly current: boolean;
}

/** Snapshots of customers whose value is computed: consumers have none, nor have customers that do not exist. */
export function readSnapshots(
  reader: Reader,
  customerIds: readonly number[],
  modelHash: string,
): Promise<readonly Snapshot[]> {
  return reader.query<Snapshot>({
    name: 'scoring-read-snapshots',
    text: `
      select c.id as customer_id, coalesce(v.engagement, 0) as engagement, coalesce(v.reciprocity, 0) as reciprocity,
        coalesce(v.service, 0) as service, coalesce(v.durability, 0) as durability, coalesce(v.money, 0) as money,
        coalesce(v.rvi, 0) as rvi, coalesce(v.grade, 'D') as grade, v.computed_at,
        coalesce(v.model_hash = $2 and not v.dirty, false) as current
      from core.customer c
      left join core.customer_value v on v.customer_id = c.id
      where c.id = any($1::bigint[]) and ${isValued('c')}`,
    values: [customerIds, modelHash],
  });
}

/** A snapshot to store; `value` null for customers whose value is not computed. */
export interface NewSnapshot {
  readonly customerId: number;
  readonly value: ValueNumbers | null;
}

/** Stores values that differ from what is stored, and answers how many did. */
export async function storeSnapshots(
  writer: Writer,
  snapshots: readonly NewSnapshot[],
  model: ModelInForce,
  computedAt: Date,
): Promise<number> {
  return writer.execute({
    name: 'scoring-store-snapshots',
    text: `
      insert into core.customer_value as v (customer_id, engagement, reciprocity, service, durability, money, rvi,
        evidence_mass, grade, model_hash, computed_at)
      select u.*, $10, $11
      from unnest($1::bigint[], $2::float8[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[],
        $8::float8[], $9::text[]) as u
      on conflict (customer_id) do update set engagement = excluded.engagement, reciprocity = excluded.reciprocity,
        service = excluded.service, durability = excluded.durability, money = excluded.money, rvi = excluded.rvi,
        evidence_mass = excluded.evidence_mass, grade = excluded.grade, model_hash = excluded.model_hash,
        computed_at = excluded.computed_at, dirty = false
      where v.dirty or (v.model_hash, v.engagement, v.reciprocity, v.service, v.durability, v.money, v.rvi,
          v.evidence_mass, v.grade)
        is distinct from (excluded.model_hash, excluded.engagement, excluded.reciprocity, excluded.service,
          excluded.durability, excluded.money, excluded.rvi, excluded.evidence_mass, excluded.grade)`,
    values: [
      snapshots.map(({ customerId }) => customerId),
      ...componentIds.map((id) => snapshots.map(({ value }) => value?.components[id] ?? 0)),
      snapshots.map(({ value }) => value?.rvi ?? 0),
      snapshots.map(({ value }) => value?.mass ?? 0),
      snapshots.map(({ value }) => value?.grade ?? 'D'),
      model.hash,
      computedAt.toISOString(),
    ],
  });
}

export async function openSnapshots(
  writer: Writer,
  customerIds: readonly number[],
  model: ModelInForce,
  now: Date,
): Promise<void> {
  if (customerIds.length === 0) return;
  await writer.execute({
    name: 'scoring-open-snapshots',
    text: `
      insert into core.customer_value (customer_id, model_hash, computed_at, bucket_shape)
      select distinct u.customer_id, $2, $3::timestamptz, $4 from unnest($1::bigint[]) as u (customer_id)
      on conflict (customer_id) do nothing`,
    values: [customerIds, model.hash, now.toISOString(), bucketShape(model.document)],
  });
}

export async function markSnapshotsDirty(writer: Writer, customerIds: readonly number[]): Promise<void> {
  await writer.execute({
    name: 'scoring-mark-dirty',
    text: 'update core.customer_value set dirty = true where customer_id = any($1::bigint[]) and not dirty',
    values: [customerIds],
  });
}

/** Locks customers with an outdated snapshot, in id order, passing over those that an intake holds. */
export async function lockDirtyCustomers(writer: Writer, limit: number): Promise<readonly number[]> {
  const rows = await writer.query<{ readonly id: number }>({
    name: 'scoring-lock-dirty',
    text: `
      select c.id from core.customer_value v join core.customer c on c.id = v.customer_id
      where v.dirty order by c.id limit $1 for no key update of c skip locked`,
    values: [limit],
  });
  return rows.map(({ id }) => id);
}

/** Everything computed by another model is outdated. */
export async function markOtherModelsDirty(writer: Writer, modelHash: string): Promise<number> {
  return writer.execute({
    text: 'update core.customer_value set dirty = true where model_hash <> $1 and not dirty',
    values: [modelHash],
  });
}
