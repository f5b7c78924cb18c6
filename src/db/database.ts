import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Reader, Writer } from '../sdk';

/** A reader that counts its statements, one per request. */
export interface CountingReader extends Reader {
  readonly statements: number;
  /** Reads with the rights of a plugin's role; counted here, too. */
  as?(plugin: string): Reader;
}

export interface TransactionOptions {
  /** Milliseconds each statement may take, for work longer than a request's; default: the limit of all connections. */
  readonly statementTimeout?: number;
}

/** The connected database. Statements use the driver of the DataSource; all times are UTC, bigint is a number. */
export interface Database {
  readonly dataSource: DataSource;
  /** The driver's pool, for libraries that bring their own statements. */
  readonly pool: Pool;
  /** A reader for one request. Faults of the connection become RapportError UNAVAILABLE. */
  reader(): CountingReader;
  /** Runs `work` in one transaction; rolls back when it throws. */
  transaction<T>(work: (writer: Writer) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Calls `onMessage` with the payload of every NOTIFY on the channel until the answered function is called; reconnects by itself. */
  listen(channel: string, onMessage: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
