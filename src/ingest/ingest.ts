import type { ErrorCode, IntakeItem, IntakeRecord, ItemPosition, RepeatPolicy, Writer } from '../sdk';

/** Who reports records. Corrects what it has reported itself, and everything of the sources it answers for. */
export interface Reporter {
  /** Key of the principal. */
  readonly subject: string;
  readonly answersFor: (source: string) => boolean;
}

/** Where records come in and what the door promises. */
export interface Door {
  /** `mutation`, `import:<importer>`, `hook:<plugin>/<adapter>`, `resubmission`. */
  readonly id: string;
  readonly repeats: RepeatPolicy;
  /**
   * `now` computes the customers' values in the same transaction when they are few; of many it marks them outdated and has them
   * computed at once after the commit. `later` only marks them (bulk). An outdated value is computed when it is read.
   */
  readonly snapshots: 'now' | 'later';
  readonly importRunId?: string;
  /** Who reports, where that limits what may be corrected; absent: everything may be. */
  readonly reporter?: Reporter;
  /** When what comes in arrived, where that was before now: what arrived later under the same keys stays. */
  readonly arrivedAt?: Date;
  /** The records are checked at once, but nothing is stored before this has settled: the batch before, for a door that reads ahead. */
  readonly startAfter?: Promise<unknown>;
  /** Runs inside the transaction after everything else, such as keeping the position of an import. */
  readonly beforeCommit?: (writer: Writer, counts: ReceiptCounts) => Promise<void>;
}

export type OutcomeStatus = 'accepted' | 'repeated' | 'corrected' | 'rejected' | 'waiting' | 'filtered';

/** What became of one item, in the order given. */
export interface Outcome {
  readonly status: OutcomeStatus;
  readonly position: ItemPosition;
  readonly kind?: IntakeRecord['kind'];
  readonly sourceKey?: string;
  /** Known for accepted, repeated, corrected and (if the customer is known) filtered records. */
  readonly customerId?: number;
  /** Id of the stored interaction, ledger entry, need, relationship or affiliation. */
  readonly subjectId?: string;
  /** For rejected, waiting and filtered ones. */
  readonly code?: ErrorCode;
  readonly reason?: string;
  /** Row that keeps a rejected, waiting or filtered item. */
  readonly setAsideId?: string;
}

export type ReceiptCounts = Readonly<Record<OutcomeStatus, number>>;

export interface Receipt {
  readonly outcomes: readonly Outcome[];
  readonly counts: ReceiptCounts;
}

/** The one road of every record into the platform. One transaction per call; all of it is stored or nothing. */
export interface Ingest {
  take(items: readonly IntakeItem[], door: Door): Promise<Receipt>;
  /** Takes a stored interaction back: value, buckets, rollups and its ledger lines follow. Answers null when there is none. */
  retract(key: {
    readonly customerId: number;
    readonly interactionId: string;
  }): Promise<'retracted' | 'already-retracted' | null>;
  /** Sends waiting records through the road again; those that still wait stay with a higher attempt count. */
  resubmit(selection: { readonly ids?: readonly string[]; readonly limit: number }): Promise<Receipt>;
}
