import type { Database } from '../../db/database';
import type { OperationReads, ReadAudit } from '../../execution';
import { type Principal, RapportError } from '../../sdk';
import type { Clock } from '../../shared/clock';
import { appendEntries, type NewEntry } from './read-audit.store';

export interface ReadAuditServices {
  readonly database: Pick<Database, 'execute'>;
  readonly clock: Clock;
  readonly log: { error(figures: object, message: string): void };
}

export interface ReadAuditLimits {
  /** Entries that may wait to be written; beyond, persons are not shown. */
  readonly waiting: number;
  /** Entries written by one statement. */
  readonly batch: number;
  /** Milliseconds between writes: so much is lost at most when the process is killed. */
  readonly interval: number;
}

const defaults: ReadAuditLimits = { waiting: 10_000, batch: 1_000, interval: 250 };

export interface RunningReadAudit extends ReadAudit {
  /** Writes what waits. @throws RapportError UNAVAILABLE when the database does not answer; the entries wait on */
  flush(): Promise<void>;
  /** Writes what waits, then ends. */
  close(): Promise<void>;
}

/**
 * Collects entries and writes them beside the requests, so that no reader waits for the chain. When the database does not
 * take them they wait; when too many wait, reading persons is refused: what cannot be written down is not shown.
 */
export function createReadAudit(services: ReadAuditServices, limits: ReadAuditLimits = defaults): RunningReadAudit {
  const { database, clock, log } = services;
  const waiting: NewEntry[] = [];
  let writing: Promise<void> = Promise.resolve();
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const entries = waiting.slice(0, limits.batch);
      await appendEntries(database, entries);
      waiting.splice(0, entries.length);
    }
  };
  const flush = (): Promise<void> => {
    writing = writing.catch(() => undefined).then(writeAll);
    return writing;
  };
  const timer = setInterval(() => {
    if (waiting.length === 0) return;
    flush().catch((error: unknown) => {
      log.error({ err: error, waiting: waiting.length }, 'The read audit could not be written');
    });
  }, limits.interval).unref();
  return {
    begin: ({ principal, requestId }) =>
      readsOf({
        isFull: () => waiting.length >= limits.waiting,
        keep: (operation, customerIds) =>
          waiting.push({ readAt: clock.now(), ...readerOf(principal), operation, requestId, customerIds }),
      }),
    flush,
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}

function readerOf({ subject, roles, purpose }: Principal) {
  return { subject, roles, purpose: purpose ?? null };
}

interface Queue {
  isFull(): boolean;
  keep(operation: string, customerIds: readonly number[]): void;
}

function readsOf(queue: Queue): OperationReads {
  const read = new Set<number>();
  return {
    customers: (ids) => {
      if (queue.isFull()) {
        throw new RapportError('AUDIT_UNAVAILABLE', 'What you read cannot be written down at the moment. Try again.');
      }
      for (const id of ids) read.add(id);
    },
    end: (operation) => {
      if (read.size === 0) return;
      queue.keep(
        operation,
        [...read].sort((one, other) => one - other),
      );
      read.clear();
    },
  };
}
