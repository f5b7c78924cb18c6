import { emailKey, npiSystem } from '../identifiers';
import type { CustomerKey } from './records';

/**
 * The customer a row or object is about, by the columns our own file formats share: `npi`, `email`, and
 * `customer_system` with `customer_id` for any other system. Empty when none is filled.
 *
 * @since 0.1.0
 * @param get value by column name, the empty string when absent
 * @example
 * import { customerKeysFrom } from 'rapport/sdk';
 *
 * const row: Record<string, string> = { email: 'Ada@example.org' };
 * customerKeysFrom((column) => row[column] ?? ''); // => [{ system: 'email', value: 'ada@example.org' }]
 */
export function customerKeysFrom(get: (column: string) => string): readonly CustomerKey[] {
  const [npi, email] = [get('npi'), get('email')];
  const [system, value] = [get('customer_system'), get('customer_id')];
  return [
    ...(npi === '' ? [] : [{ system: npiSystem, value: npi }]),
    ...(email === '' ? [] : [emailKey(email)]),
    ...(system === '' || value === '' ? [] : [{ system, value }]),
  ];
}
