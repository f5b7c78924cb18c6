import { Client, type ClientConfig } from 'pg';

export interface GuardedClientConfig extends ClientConfig {
  /** Milliseconds that the server may say nothing while a statement is under way; absent: as long as it likes. */
  readonly silence?: number;
}

/**
 * PostgreSQL that dies takes its connections along, and a client whose error nobody hears ends the process.
 * The fault itself reaches the caller through the statement under way, so here it only needs a listener.
 *
 * A server that says nothing at all is given up: the connection is cut, and what is under way fails. The driver can do so
 * by a timer for each statement, whose closure holds the answer: where the next statement is sent by the end of the one
 * before, answers then outlive their requests, and each collection of garbage stops the process to copy them.
 */
export class GuardedClient extends Client {
  #allowed = 0;

  constructor(config: GuardedClientConfig) {
    super(config);
    this.on('error', () => undefined);
    if (config.silence !== undefined) this.#watch(config.silence);
  }

  /** Lets statements take longer, in milliseconds, until the end of the transaction. */
  allow(milliseconds: number): void {
    this.#allowed = Math.max(this.#allowed, milliseconds);
  }

  #watch(silence: number): void {
    const pause = silence / looks;
    let read = 0;
    let since = performance.now();
    const look = (): void => {
      const { readyForQuery, connection } = this as unknown as Watched;
      const { bytesRead } = connection.stream;
      const now = performance.now();
      if (this.getTransactionStatus() === 'I') this.#allowed = 0;
      if (readyForQuery || bytesRead !== read) {
        read = bytesRead;
        since = now;
      } else if (now - since > Math.max(silence, this.#allowed) + pause) {
        // What runs may have begun a pause later than it seemed.
        connection.stream.destroy(new Error('Query read timeout'));
      }
    };
    this.once('connect', () => {
      const timer = setInterval(look, pause).unref();
      this.once('end', () => clearInterval(timer));
    });
  }
}

/** How often silence is looked for in the time that it may last. */
const looks = 10;

/** What the driver's client knows of its connection, which its types leave out. */
interface Watched {
  /** Nothing is under way. */
  readonly readyForQuery: boolean;
  readonly connection: { readonly stream: { readonly bytesRead: number; destroy(error: Error): void } };
}
