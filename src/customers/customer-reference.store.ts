import type { CustomerKey, ReadContext } from '../sdk';
import { binder, prepared } from '../shared/prepared';

type Reads = Pick<ReadContext, 'reader' | 'visible'>;

interface KeyRow {
  readonly customer_id: number;
  readonly system: string;
  readonly value: string;
}

/** The identifier we have known longest of each visible customer, so that the same customer is named alike next time. */
export async function identifierOfCustomers(
  { reader, visible }: Reads,
  customerIds: readonly number[],
): Promise<ReadonlyMap<number, CustomerKey>> {
  if (customerIds.length === 0) return new Map();
  const values: unknown[] = [[...new Set(customerIds)]];
  const rows = await reader.query<KeyRow>(
    prepared(
      'customers-identifier-of',
      `select distinct on (i.customer_id) i.customer_id, i.system, i.value
         from core.customer_identifier i
        where i.customer_id = any($1::bigint[]) and ${visible('core.customer_identifier', 'i', binder(values))}
        order by i.customer_id, i.recorded_at, i.system, i.value`,
      values,
    ),
  );
  return new Map(rows.map(({ customer_id, system, value }) => [customer_id, { system, value }]));
}

/**
 * The identifiers, by {@link keyText}, that the caller may name a customer by; null for any, when there is no limit to what it
 * may see. An identifier of a hidden customer and one that nobody has are both absent.
 */
export async function nameableIdentifiers(
  { reader, visible }: Reads,
  keys: readonly CustomerKey[],
): Promise<ReadonlySet<string> | null> {
  const values: unknown[] = [keys.map(({ system }) => system), keys.map(({ value }) => value)];
  const seen = visible('core.customer_identifier', 'i', binder(values));
  if (seen === 'true') return null;
  const rows = await reader.query<CustomerKey>(
    prepared(
      'customers-nameable',
      `select i.system, i.value from unnest($1::text[], $2::text[]) as k (system, value)
         join core.customer_identifier i on i.system = k.system and i.value = k.value and ${seen}`,
      values,
    ),
  );
  return new Set(rows.map(keyText));
}

export const keyText = ({ system, value }: CustomerKey): string => JSON.stringify([system, value]);
