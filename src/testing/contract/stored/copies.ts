import type {
  CustomerKey,
  IntakeItem,
  IntakeRecord,
  InteractionRecord,
  InteractionType,
  LedgerRecord,
  NeedRecord,
} from '../../../sdk';
import { arrival } from '../doors/deliveries';
import { source } from './reference-records';

/** The customers that the suite makes up are found by this system. */
export const contractKey = (name: string): CustomerKey => ({ system: 'contract', value: name });

export const brand = 'CONTRACT';
export const actor = 'CONTRACT';

/** An interaction with details of the type about one of those customers; later numbers are later contacts. */
export function interactionAbout(
  type: InteractionType,
  details: InteractionRecord['details'],
  { customer, number }: { readonly customer: string; readonly number: number },
): InteractionRecord {
  return {
    ...{
      kind: 'interaction',
      source,
      sourceKey: `${type.id} ${customer} ${number}`,
      type: type.id,
      brand,
      actor,
      details,
    },
    customer: [contractKey(customer)],
    occurredAt: new Date(arrival.getTime() - 300 * 86_400_000 + number * 3_600_000).toISOString(),
  };
}

/** A record about one customer. */
export type OwnedRecord = InteractionRecord | LedgerRecord | NeedRecord;

/** The records of a door's items that tell something about a customer, without those that say who the customer is. */
export function ownedRecords(items: readonly IntakeItem[]): readonly OwnedRecord[] {
  return items
    .flatMap((item) => ('record' in item ? [item.record] : []))
    .filter((record): record is OwnedRecord => ['interaction', 'ledger', 'need'].includes(record.kind));
}

/** The same record about one of the suite's customers, under a key of its own. */
export function copyAbout(record: OwnedRecord, customer: string, number: number): OwnedRecord {
  const suffix = ` ${customer} ${number}`;
  const copied = { ...record, sourceKey: `${record.sourceKey}${suffix}`, customer: [contractKey(customer)] };
  if (copied.kind !== 'interaction' || copied.parts === undefined) return copied;
  return { ...copied, parts: copied.parts.map((each) => ({ ...each, sourceKey: `${each.sourceKey}${suffix}` })) };
}

export const asItems = (records: readonly IntakeRecord[]): readonly IntakeItem[] =>
  records.map((record, index) => ({ record, position: { line: index + 1 } }));
