import type { Client, Pool, PoolClient } from 'pg';
import { RapportError } from '../sdk/errors';
import { systemClock } from '../shared/clock';
import type { DatabaseState } from './database';
import { GuardedClient } from './guarded-client';
import { type ConnectionSettings, clientOptions } from './settings';
import type { Acquire } from './transaction';

export interface PulseOptions {
  /** Told when the database no longer answers, and when it does again. */
  readonly onChange: (state: DatabaseState, reason: Error | null) => void;
  /** Milliseconds between two questions while it answers. Default 500. */
  readonly interval?: number;
}

export interface PulseServices {
  readonly pool: Pool;
  readonly settings: Pick<ConnectionSettings, 'url'>;
}

/** Milliseconds for the first question and, on a connection of its own, for the second: then nobody is there. */
const firstPatience = 1_500;
const secondPatience = 2_000;
/** Between questions while it does not answer. */
const pauseWhileDown = 250;

/**
 * Asks the database twice a second whether it is there. A frozen server keeps every connection open and says nothing: each
 * statement would wait for its own time limit, one after another, and requests far longer. So whoever waits is told within
 * five seconds, whoever comes meanwhile at once, and everything goes on when there is an answer again.
 */
export class Pulse {
  readonly #services: PulseServices;
  readonly #options: PulseOptions;
  readonly #connections = new Set<PoolClient>();
  readonly #waiting = new Waiting();
  #client: Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #beating: Promise<void> = Promise.resolve();
  #state: DatabaseState = { answers: true, since: systemClock.now() };
  #closed = false;

  constructor(services: PulseServices, options: PulseOptions) {
    this.#services = services;
    this.#options = options;
    const { pool } = services;
    pool.on('connect', (client) => this.#connections.add(client));
    // One was opened before anybody looked.
    pool.on('acquire', (client) => this.#connections.add(client));
    pool.on('remove', (client) => this.#connections.delete(client));
    this.#schedule(0);
  }

  get state(): DatabaseState {
    return this.#state;
  }

  /** Waits for `work`, but no longer than the database is there. @throws RapportError UNAVAILABLE */
  guard<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, giveUp) => {
      if (!this.#state.answers) throw silent();
      const place = this.#waiting.add(giveUp);
      work().then(
        (answer) => {
          this.#waiting.delete(place);
          resolve(answer);
        },
        (error: unknown) => {
          this.#waiting.delete(place);
          giveUp(error);
        },
      );
    });
  }

  /** For transactions: a connection that comes after its caller has been sent away must not begin anything. */
  readonly acquire: Acquire = (connect, letGo) => {
    let abandoned = false;
    const connecting = async () => {
      const client = await connect();
      if (abandoned) await letGo();
      return client;
    };
    return this.guard(connecting).catch((error: unknown) => {
      abandoned = true;
      throw error;
    });
  };

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#drop();
    await this.#beating;
    this.#drop();
  }

  #schedule(milliseconds: number): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#beating = this.#beat();
    }, milliseconds).unref();
  }

  async #beat(): Promise<void> {
    const fault = (await this.#ask(firstPatience)) === null ? null : await this.#ask(secondPatience);
    if (this.#closed) return;
    if (fault === null) this.#rise();
    else this.#fall(fault);
    this.#schedule(fault === null ? (this.#options.interval ?? 500) : pauseWhileDown);
  }

  /** Null: it has answered. After a fault the next question goes over a new connection. */
  async #ask(patience: number): Promise<Error | null> {
    try {
      this.#client ??= await this.#connect(patience);
      await (this.#client as Asks).query({ text: 'select', query_timeout: patience });
      return null;
    } catch (error) {
      this.#drop();
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  async #connect(patience: number): Promise<Client> {
    const client = new GuardedClient({ ...clientOptions(this.#services.settings), connectionTimeoutMillis: patience });
    await client.connect();
    return client;
  }

  /** Without a word to the server, which may not be listening. */
  #drop(): void {
    if (this.#client !== null) hangUp(this.#client);
    this.#client = null;
  }

  #rise(): void {
    if (this.#state.answers) return;
    this.#state = { answers: true, since: systemClock.now() };
    this.#options.onChange(this.#state, null);
  }

  #fall(reason: Error): void {
    if (!this.#state.answers) return;
    this.#state = { answers: false, since: systemClock.now() };
    this.#waiting.sendAway();
    // Statements under way fail with their connections, and transactions are undone by the server.
    for (const client of this.#connections) hangUp(client);
    this.#options.onChange(this.#state, reason);
  }
}

type GiveUp = (fault: RapportError) => void;

/**
 * Who waits, in places that are used again. A Set that is added to and deleted from all the time makes ever new tables, each
 * known to the one before: what was in them, answers among it, then waits for a collection of all memory.
 */
class Waiting {
  readonly #places: (GiveUp | null)[] = [];
  readonly #free: number[] = [];

  add(giveUp: GiveUp): number {
    const place = this.#free.pop() ?? this.#places.length;
    this.#places[place] = giveUp;
    return place;
  }

  delete(place: number): void {
    this.#places[place] = null;
    this.#free.push(place);
  }

  /** Whoever waits is told; its place becomes free with the end of its work. */
  sendAway(): void {
    for (const giveUp of this.#places) giveUp?.(silent());
  }
}

/** pg takes the limit of one statement with it, which its types do not know. */
interface Asks {
  query(statement: { readonly text: string; readonly query_timeout: number }): Promise<unknown>;
}

/** pg knows only a polite end, which waits for the server. */
function hangUp(client: Client | PoolClient): void {
  (client as unknown as { readonly connection: { readonly stream: { destroy(): void } } }).connection.stream.destroy();
}

function silent(): RapportError {
  return new RapportError('UNAVAILABLE', 'The database does not answer. Try again.');
}
