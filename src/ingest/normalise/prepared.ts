import type { ErrorCode, IntakeRecord, ItemPosition, RecordPart, RepeatPolicy } from '../../sdk';
import type { Reporter } from '../ingest';
import type { Normalised } from './record-schemas';

export type RecordKind = IntakeRecord['kind'];

/** One item of a batch on its way in. `repeats` is what its door does with a known key whose body changed. */
export interface Arrival {
  readonly index: number;
  readonly position: ItemPosition;
  readonly repeats: RepeatPolicy;
  /** Null: whoever it is may correct everything. */
  readonly reporter: Reporter | null;
  /** When it came, where that was before now: what came after it stays. */
  readonly arrivedAt?: Date;
}

/** Why the details of a sound record could not be read yet: the plugin that declares them does not run, or its schema fails. */
export interface Unread {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly plugin: string;
}

/** A sound record with the hash of its content. */
export interface Prepared<K extends RecordKind = RecordKind> extends Arrival {
  readonly record: Normalised<K>;
  /** What makes the record unique: {@link keyOf} it. */
  readonly key: string;
  readonly hash: string;
  /** Its details stand as they came, and it cannot be taken yet. */
  readonly unread?: Unread;
}

/** Source, key within it, and kind as one text. */
export function keyOf(record: {
  readonly source: string;
  readonly sourceKey: string;
  readonly kind: RecordKind;
}): string {
  return `${record.source}\u0000${record.sourceKey}\u0000${record.kind}`;
}

/** A part of a record as its claim keeps it. */
export function partName({ kind, sourceKey }: RecordPart): string {
  return `${kind} ${sourceKey}`;
}

/** The key of a part, of a record of this source. */
export function keyOfPart(source: string, name: string): RecordPart & { readonly source: string } {
  const [kind, sourceKey = ''] = name.split(/ (.*)/s);
  return { source, sourceKey, kind: kind === 'need' ? 'need' : 'interaction' };
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
