import type { Database } from '../db/database';
import { type BatchNews, newestOutboxId, type OutboxRow, outboxRows, outboxRowsMissed } from './outbox.store';
import { SeenIds } from './seen-ids';

/** News of what the intake of any instance committed, for the subscribers of this process. */
export interface OutboxFeed {
  /** Calls `listener` with the news of every batch from now on, until the answered function is called. */
  subscribe(listener: (news: BatchNews) => void): Promise<() => void>;
  close(): Promise<void>;
}

export interface OutboxFeedOptions {
  readonly database: Pick<Database, 'listen' | 'reader'>;
  /** Told of failed reads; the next sweep repeats them. */
  readonly onFault: (error: unknown) => void;
  /** Milliseconds between two looks for batches whose notification was lost with its connection. Default 5000. */
  readonly sweepEvery?: number;
}

/**
 * One listener per process, connected while there are subscribers. A notification names an outbox row, which is read
 * once for all of them; a batch is told at most once and, as long as its row is kept, at least once.
 */
export function createOutboxFeed(options: OutboxFeedOptions): OutboxFeed {
  return new ListeningFeed(options);
}

class ListeningFeed implements OutboxFeed {
  readonly #options: OutboxFeedOptions;
  readonly #listeners = new Set<(news: BatchNews) => void>();
  readonly #announced = new Set<number>();
  #connection: Promise<Connection> | null = null;
  #reading: Promise<void> | null = null;

  constructor(options: OutboxFeedOptions) {
    this.#options = options;
  }

  async subscribe(listener: (news: BatchNews) => void): Promise<() => void> {
    this.#listeners.add(listener);
    this.#connection ??= this.#connect();
    try {
      await this.#connection;
    } catch (error) {
      this.#connection = null;
      this.#listeners.delete(listener);
      throw error;
    }
    return () => this.#unsubscribe(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await this.#disconnect();
  }

  #unsubscribe(listener: (news: BatchNews) => void): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#disconnect().catch(this.#options.onFault);
  }

  async #connect(): Promise<Connection> {
    const { database, sweepEvery = 5_000 } = this.#options;
    const unlisten = await database.listen('rapport_outbox', (payload) => this.#announce(Number(payload)));
    try {
      const seen = new SeenIds(await newestOutboxId(database.reader()));
      const sweep = setInterval(() => this.#read('sweep'), sweepEvery).unref();
      return { seen, unlisten, sweep };
    } catch (error) {
      await unlisten();
      throw error;
    }
  }

  async #disconnect(): Promise<void> {
    const connection = await this.#connection;
    if (connection === null || this.#listeners.size > 0) return;
    this.#connection = null;
    clearInterval(connection.sweep);
    await connection.unlisten();
    await this.#reading;
  }

  #announce(id: number): void {
    if (!Number.isSafeInteger(id)) return;
    this.#announced.add(id);
    this.#read('announced');
  }

  /** One read at a time; what is announced meanwhile is read by the next. */
  #read(what: 'announced' | 'sweep'): void {
    if (this.#reading !== null) return;
    this.#reading = this.#deliver(what)
      .catch(this.#options.onFault)
      .then(() => {
        this.#reading = null;
        if (this.#announced.size > 0) this.#read('announced');
      });
  }

  async #deliver(what: 'announced' | 'sweep'): Promise<void> {
    const connection = await this.#connection;
    if (connection === null) return this.#announced.clear();
    const { seen } = connection;
    const reader = this.#options.database.reader();
    const ids = [...this.#announced].filter((id) => !seen.has(id));
    this.#announced.clear();
    if (ids.length > 0) this.#tell(seen, await outboxRows(reader, ids));
    if (what === 'sweep') this.#tell(seen, await outboxRowsMissed(reader, seen.floor, seen.recent()));
  }

  #tell(seen: SeenIds, rows: readonly OutboxRow[]): void {
    for (const { id, payload } of rows) {
      seen.add(id);
      for (const listener of this.#listeners) listener(payload);
    }
  }
}

interface Connection {
  readonly seen: SeenIds;
  readonly unlisten: () => Promise<void>;
  readonly sweep: NodeJS.Timeout;
}
