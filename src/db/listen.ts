import type { Client } from 'pg';
import type { Reader, Statement } from '../sdk';
import { asUnavailable } from './connection-fault';
import { GuardedClient } from './guarded-client';
import { type ConnectionSettings, clientOptions } from './settings';
import { queryOf } from './statements';

type Handler = (payload: string) => void;

/** Takes what ends with a session, such as advisory locks. */
export type Hold = (session: Reader) => Promise<void>;

const firstPause = 100;
const longestPause = 5_000;
/** A connection that was cut off silently is noticed after this many milliseconds. */
const heartbeat = 15_000;

/**
 * One connection of its own for all NOTIFY channels and for what is held by a session: pooled ones come and go, a listener
 * must stay. Connects on the first use and again whenever the connection is lost. Messages sent meanwhile are lost: a
 * message is only a hint to look, what matters stands in tables.
 */
export class Listener {
  private readonly handlers = new Map<string, Set<Handler>>();
  private readonly holds = new Set<Hold>();
  private current: Promise<Client> | null = null;
  private retry: NodeJS.Timeout | null = null;
  private pulse: NodeJS.Timeout | null = null;
  private pause = firstPause;
  private closed = false;

  constructor(private readonly settings: Pick<ConnectionSettings, 'url' | 'onFault'>) {}

  /** Answers once the server listens; the answered function takes the handler away again. */
  async add(channel: string, onMessage: Handler): Promise<() => Promise<void>> {
    const known = this.handlers.get(channel);
    this.handlers.set(channel, (known ?? new Set()).add(onMessage));
    this.watch();
    try {
      const client = await (this.current ?? this.connect());
      if (known === undefined) await client.query(`listen ${quoted(client, channel)}`);
    } catch (error) {
      await this.remove(channel, onMessage);
      throw asUnavailable(error);
    }
    return () => this.remove(channel, onMessage);
  }

  /** Answers once the session has it. What is taken ends with the listener; on a session after a lost one it is taken again. */
  async hold(take: Hold): Promise<void> {
    const isOpen = this.current !== null;
    this.holds.add(take);
    this.watch();
    try {
      const client = await (this.current ?? this.connect());
      // A session that is new has taken it already.
      if (isOpen) await take(sessionOf(client));
    } catch (error) {
      this.holds.delete(take);
      throw asUnavailable(error);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.retry !== null) clearTimeout(this.retry);
    if (this.pulse !== null) clearInterval(this.pulse);
    this.handlers.clear();
    this.holds.clear();
    const client = await this.settled();
    await client?.end().catch(this.settings.onFault);
  }

  private watch(): void {
    this.pulse ??= setInterval(() => this.beat(), heartbeat).unref();
  }

  private connect(): Promise<Client> {
    const attempt = this.open();
    this.current = attempt;
    attempt.catch((error: Error) => {
      this.settings.onFault(error);
      this.reconnect();
    });
    return attempt;
  }

  private async open(): Promise<Client> {
    const client = new GuardedClient({ ...clientOptions(this.settings), query_timeout: 5_000 });
    client.on('notification', ({ channel, payload }) => this.deliver(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.handlers.keys()) await client.query(`listen ${quoted(client, channel)}`);
      for (const take of this.holds) await take(sessionOf(client));
    } catch (error) {
      await client.end().catch(this.settings.onFault);
      throw error;
    }
    client.once('end', () => this.reconnect());
    this.pause = firstPause;
    return client;
  }

  private reconnect(): void {
    this.current = null;
    if (this.closed || this.retry !== null) return;
    this.retry = setTimeout(() => {
      this.retry = null;
      // A failed attempt has its handler in connect().
      if (this.handlers.size + this.holds.size > 0) void this.connect();
    }, this.pause).unref();
    this.pause = Math.min(this.pause * 2, longestPause);
  }

  private deliver(channel: string, payload: string): void {
    for (const handler of this.handlers.get(channel) ?? []) {
      try {
        handler(payload);
      } catch (error) {
        this.settings.onFault(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }

  private async beat(): Promise<void> {
    const client = await this.settled();
    await client?.query('select 1').catch(() => client.end().catch(this.settings.onFault));
  }

  private async remove(channel: string, onMessage: Handler): Promise<void> {
    const all = this.handlers.get(channel);
    all?.delete(onMessage);
    if (all?.size !== 0) return;
    this.handlers.delete(channel);
    const client = await this.settled();
    await client?.query(`unlisten ${quoted(client, channel)}`).catch(this.settings.onFault);
  }

  /** The connection when there is one, after an attempt under way has ended. */
  private async settled(): Promise<Client | null> {
    return (await this.current?.catch(() => null)) ?? null;
  }
}

function sessionOf(client: Client): Reader {
  return {
    query: async <Row extends object>(statement: Statement) => (await client.query(queryOf(statement))).rows as Row[],
  };
}

function quoted(client: Client, channel: string): string {
  return client.escapeIdentifier(channel);
}
