import type { Reader } from '../../sdk';

/** Customers whose stored value is later than the instant, or outdated. */
export async function newerSnapshots(
  reader: Reader,
  customerIds: readonly number[],
  at: Date,
): Promise<readonly number[]> {
  const rows = await reader.query<{ readonly id: number }>({
    name: 'scoring-newer-snapshots',
    text: `select customer_id as id from core.customer_value
      where customer_id = any($1::bigint[]) and (dirty or computed_at > $2)`,
    values: [customerIds, at],
  });
  return rows.map(({ id }) => id);
}
