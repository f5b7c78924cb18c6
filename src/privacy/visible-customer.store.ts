import type { ReadContext } from '../sdk';
import { binder } from '../shared/prepared';

export async function isVisible({ reader, visible }: ReadContext, customerId: number): Promise<boolean> {
  const values: unknown[] = [customerId];
  const rows = await reader.query({
    text: `select from core.customer c where c.id = $1 and ${visible('core.customer', 'c', binder(values))}`,
    values,
  });
  return rows.length > 0;
}
