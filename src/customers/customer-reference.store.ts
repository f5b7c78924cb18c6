import type { CustomerKey, Reader } from '../sdk';

interface KeyRow {
  readonly customer_id: number;
  readonly system: string;
  readonly value: string;
}

/** The identifier we have known longest of each customer, so that the same customer is named alike next time. */
export async function identifierOfCustomers(
  reader: Reader,
  customerIds: readonly number[],
): Promise<ReadonlyMap<number, CustomerKey>> {
  if (customerIds.length === 0) return new Map();
  const rows = await reader.query<KeyRow>({
    text: `select distinct on (customer_id) customer_id, system, value
             from core.customer_identifier
            where customer_id = any($1::bigint[])
            order by customer_id, recorded_at, system, value`,
    values: [[...new Set(customerIds)]],
  });
  return new Map(rows.map(({ customer_id, system, value }) => [customer_id, { system, value }]));
}
