import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Reader, Statement, Writer } from '../sdk';

/** A reader that counts its statements, one per request. */
export interface CountingReader extends Reader {
  readonly statements: number;
  /** The text that a statement of one row with one column answers; null when there is no row, or null in it. See `readText`. */
  text?(statement: Statement): Promise<string | null>;
  /** Reads with the rights of a plugin's role; counted here, too. */
  as?(plugin: string): Reader;
}

export interface TransactionOptions {
  /** Milliseconds each statement may take, for work longer than a request's; default: the limit of all connections. */
  readonly statementTimeout?: number;
}

/** To be done once what was written is there for others to see. */
export type AfterCommit = () => Promise<void> | void;

/** Whether the database answers, and since when that is so. */
export interface DatabaseState {
  readonly answers: boolean;
  readonly since: Date;
}

export interface ConnectionCounts {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** The connected database. Statements use the driver of the DataSource; all times are UTC, bigint is a number. */
export interface Database {
  readonly dataSource: DataSource;
  /** The driver's pool, for libraries that bring their own statements. */
  readonly pool: Pool;
  /** How many there are, and how many statements and transactions wait for one. */
  readonly connections: ConnectionCounts;
  /** A reader for one request. Faults of the connection become RapportError UNAVAILABLE. */
  reader(): CountingReader;
  /**
   * Runs one statement that writes, and answers how many rows it tells of. It is a transaction of its own, in turn with the
   * reads: no connection is kept for it, which they would have to do without.
   */
  execute(statement: Statement): Promise<number>;
  /** Runs `work` in one transaction; rolls back when it throws. */
  transaction<T>(work: (writer: Writer) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Runs `work` so that everything it asks of this database, through readers and transactions alike, happens in one
   * transaction: it is stored as a whole or not at all. Also a reader's statement that fails undoes everything.
   */
  unitOfWork<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /** Runs `work` once what was written is there for others: now, or after the commit of the unit of work that one is in. */
  afterCommit(work: AfterCommit): Promise<void>;
  /** Whether the database answers; without a pulse nobody asks it, and it counts as there. */
  state(): DatabaseState;
  /** Calls `onMessage` with the payload of every NOTIFY on the channel until the answered function is called; reconnects by itself. */
  listen(channel: string, onMessage: (payload: string) => void): Promise<() => Promise<void>>;
  /**
   * Takes on a session of its own what ends with a session, such as advisory locks, and has it until `close`. A session that
   * is lost is opened again, and `take` called again with the new one.
   */
  hold(take: (session: Reader) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
