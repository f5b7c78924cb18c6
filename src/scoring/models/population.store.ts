import type { Reader } from '../../sdk';

/** The next customers after an id, of those whose value is computed. */
export async function nextCustomers(reader: Reader, after: number, limit: number): Promise<readonly number[]> {
  const rows = await reader.query<{ readonly id: number }>({
    name: 'scoring-next-customers',
    text: `select id from core.customer where id > $1 and kind <> 'consumer' order by id limit $2`,
    values: [after, limit],
  });
  return rows.map(({ id }) => id);
}
