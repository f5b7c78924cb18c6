import type { Bind, ReadContext } from '../../sdk';

/** Those of the customers whom the caller may see. One statement; none for nobody. */
export async function visibleCustomers(
  { reader, visible }: Pick<ReadContext, 'reader' | 'visible'>,
  customerIds: readonly number[],
): Promise<ReadonlySet<number>> {
  if (customerIds.length === 0) return new Set();
  const values: unknown[] = [[...new Set(customerIds)]];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const rows = await reader.query<{ readonly id: number }>({
    text: `select c.id from core.customer c where c.id = any($1::bigint[]) and ${visible('core.customer', 'c', bind)}`,
    values,
  });
  return new Set(rows.map(({ id }) => Number(id)));
}
