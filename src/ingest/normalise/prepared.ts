import type { CustomerKey, ErrorCode, IntakeRecord, ItemPosition, RepeatPolicy } from '../../sdk';
import type { Normalised } from './record-schemas';

export type RecordKind = IntakeRecord['kind'];

/** One item of a batch on its way in. `repeats` is what its door does with a known key whose body changed. */
export interface Arrival {
  readonly index: number;
  readonly position: ItemPosition;
  readonly repeats: RepeatPolicy;
}

/** A sound record with the hash of its content. */
export interface Prepared<K extends RecordKind = RecordKind> extends Arrival {
  readonly record: Normalised<K>;
  /** What makes the record unique: {@link keyOf} it. */
  readonly key: string;
  readonly hash: string;
}

/** Source, key within it, and kind as one text. */
export function keyOf(record: {
  readonly source: string;
  readonly sourceKey: string;
  readonly kind: RecordKind;
}): string {
  return `${record.source}\u0000${record.sourceKey}\u0000${record.kind}`;
}

/** An item that cannot be taken whatever the database holds. `given` is what came, if anything could be read. */
export interface Refused extends Arrival {
  readonly code: ErrorCode;
  readonly reason: string;
  /** Set aside by a rule on purpose, which is no fault of the sender. */
  readonly disposition: 'rejected' | 'filtered';
  readonly given?: unknown;
}

export function isRefused(item: Prepared | Refused): item is Refused {
  return 'disposition' in item;
}

/** Every identifier by which a record names customers. */
export function identifiersOf(record: Prepared['record']): readonly CustomerKey[] {
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
