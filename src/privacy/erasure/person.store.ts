import { erasureLock } from '../../db/erasure-lock';
import type { CustomerKey, Reader, Writer } from '../../sdk';

/** Whom an erasure or a copy is about. */
export interface Person {
  readonly customerId: number;
  readonly identifiers: readonly CustomerKey[];
  /** Values that name the person in texts: those of identifiers, and mail addresses. */
  readonly names: readonly string[];
}

/** Null when there is no such customer. */
export async function readPerson(reader: Reader, customerId: number): Promise<Person | null> {
  const [found] = await reader.query({ text: 'select from core.customer where id = $1', values: [customerId] });
  if (found === undefined) return null;
  const identifiers = await reader.query<CustomerKey>({
    text: 'select system, value from core.customer_identifier where customer_id = $1 order by 1, 2',
    values: [customerId],
  });
  const mails = await reader.query<{ readonly value: string }>({
    text: `select value from core.contact_point where customer_id = $1 and kind = 'email'`,
    values: [customerId],
  });
  return { customerId, identifiers, names: [...new Set([...identifiers, ...mails].map(({ value }) => value))] };
}

/** Who has an identifier; null when nobody does. */
export async function customerWith(reader: Reader, { system, value }: CustomerKey): Promise<number | null> {
  const [row] = await reader.query<{ readonly id: number }>({
    text: 'select customer_id as id from core.customer_identifier where system = $1 and value = $2',
    values: [system, value],
  });
  return row?.id ?? null;
}

/** Nobody takes in anything, and nobody changes the customer, until the transaction has ended. */
export async function lockForErasure(writer: Writer, customerId: number): Promise<void> {
  await writer.query({ text: 'select pg_advisory_xact_lock($1)', values: [erasureLock] });
  await writer.query({ text: 'select from core.customer where id = $1 for update', values: [customerId] });
}

/** Waits for an erasure under way; the next one waits for the end of the transaction. */
export async function keepErasuresOut(writer: Writer): Promise<void> {
  await writer.query({
    name: 'privacy-intake-lock',
    text: 'select pg_advisory_xact_lock_shared($1)',
    values: [erasureLock],
  });
}
