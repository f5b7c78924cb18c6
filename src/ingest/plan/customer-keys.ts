import type { CustomerKey } from '../../sdk';
import type { Prepared } from '../normalise/prepared';

/** The identifiers by which a record names customers, or gives them names. */
export function customerKeysOf(record: Prepared['record']): readonly CustomerKey[] {
  switch (record.kind) {
    case 'customer':
      return record.identifiers;
    case 'identifier':
      return [...record.customer, ...record.add];
    case 'affiliation':
      return [...record.customer, ...record.other];
    case 'interaction':
    case 'ledger':
    case 'need':
    case 'consent':
    case 'relationship':
      return record.customer;
    default:
      return [];
  }
}

/** The identifiers that customers may have from this record on. */
export function customerKeysGivenBy(record: Prepared['record']): readonly CustomerKey[] {
  return record.kind === 'customer' || record.kind === 'identifier' ? customerKeysOf(record) : [];
}

/** An identifier as waiting rows keep it. That two may look alike only costs an attempt. */
export const awaited = ({ system, value }: CustomerKey): string => `${system} ${value}`;
