import type { Database } from '../db/database';
import type { Health, Registry } from '../kernel';
import type { Scoring } from '../scoring';
import type { Writer } from '../sdk';
import type { Clock } from '../shared/clock';
import type { ErasureMarks } from './erasure-marks';
import type { Held } from './held';
import type { Door, Receipt } from './ingest';
import type { Prepared, Refused } from './normalise/prepared';
import type { Passage } from './under-way';

/** What the intake tells the operator; pino's logger fits. */
export interface IngestLog {
  warn(figures: object, message: string): void;
}

export interface IngestServices {
  readonly database: Database;
  readonly registry: Registry;
  readonly scoring: Scoring;
  readonly clock: Clock;
  readonly log: IngestLog;
  /** Told what hooks do wrong, so that the plugin's health shows it. */
  readonly health?: Pick<Health, 'report'>;
  /** Whom not to take in again; absent: nobody was ever erased. */
  readonly marks?: ErasureMarks;
  /** Called after the commit of a batch that should have left its values up to date but was too large to compute them at once. */
  readonly onOutdated?: () => void;
}

/** One prepared batch on its way through a transaction. */
export interface Batch {
  readonly items: readonly (Prepared | Refused)[];
  readonly door: Pick<Door, 'id' | 'snapshots' | 'importRunId'>;
  /** Items from this index on waited before; they keep the door they first came through. All are the door's own when absent. */
  readonly releasedFrom?: number;
  /** Counts from 1; after a lost race the batch locks its keys first. */
  readonly attempt: number;
  readonly held: Held;
  readonly passage: Passage;
}

export interface Taken extends Receipt {
  /** Whether values were marked, to be computed after the commit. */
  readonly outdated: boolean;
}

export type TakeBatch = (writer: Writer, batch: Batch, at: Date) => Promise<Taken>;
