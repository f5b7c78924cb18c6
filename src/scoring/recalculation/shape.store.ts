import type { Writer } from '../../sdk';

export interface Standing {
  /** Hash of the model in force, which stays in force until the transaction ends; null when none is. */
  readonly hash: string | null;
  /** Those of the customers whose log and buckets are written in another shape. */
  readonly others: readonly number[];
}

/** What a batch has to know before it is recorded. */
export async function readStanding(writer: Writer, customerIds: readonly number[], shape: string): Promise<Standing> {
  const [row] = await writer.query<Standing>({
    name: 'scoring-standing',
    text: `
      with held as materialized (select hash from core.value_model where state = 'approved' for share)
      select (select hash from held) as hash, array(
        select customer_id from core.customer_value
        where customer_id = any($1::bigint[]) and bucket_shape <> $2 order by 1
      ) as others`,
    values: [customerIds, shape],
  });
  return row ?? { hash: null, others: [] };
}

export async function setShape(writer: Writer, customerIds: readonly number[], shape: string): Promise<void> {
  await writer.execute({
    name: 'scoring-set-shape',
    text: `
      update core.customer_value set bucket_shape = $2
      where customer_id = any($1::bigint[]) and bucket_shape is distinct from $2`,
    values: [customerIds, shape],
  });
}

/** Names the shape of customers whose first contributions came before shapes were named. */
export async function nameShape(writer: Writer, shape: string): Promise<void> {
  await writer.execute({
    text: 'update core.customer_value set bucket_shape = $1 where bucket_shape is null',
    values: [shape],
  });
}

/** Gives another name to a shape that a model keeps as it is. */
export async function renameShape(writer: Writer, from: string, to: string): Promise<void> {
  if (from === to) return;
  await writer.execute({
    text: 'update core.customer_value set bucket_shape = $2 where bucket_shape = $1',
    values: [from, to],
  });
}

/** The hash of the model in force, which stays in force until the transaction ends; null when none is. */
export async function holdModelInForce(writer: Writer): Promise<string | null> {
  const rows = await writer.query<{ readonly hash: string }>({
    name: 'scoring-hold-model',
    text: `select hash from core.value_model where state = 'approved' for share`,
  });
  return rows[0]?.hash ?? null;
}
