import type { Writer } from '../../sdk';

/** Customers whose log and buckets are written in another shape. */
export async function customersOfOtherShape(
  writer: Writer,
  customerIds: readonly number[],
  shape: string,
): Promise<readonly number[]> {
  const rows = await writer.query<{ readonly id: number }>({
    name: 'scoring-other-shape',
    text: `
      select customer_id as id from core.customer_value
      where customer_id = any($1::bigint[]) and bucket_shape <> $2 order by 1`,
    values: [customerIds, shape],
  });
  return rows.map(({ id }) => id);
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

/** The hash of the model in force, which stays in force until the transaction ends; null when none is. */
export async function holdModelInForce(writer: Writer): Promise<string | null> {
  const rows = await writer.query<{ readonly hash: string }>({
    name: 'scoring-hold-model',
    text: `select hash from core.value_model where state = 'approved' for share`,
  });
  return rows[0]?.hash ?? null;
}
