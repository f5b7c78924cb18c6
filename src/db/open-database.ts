import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseConfig } from '../config';
import { isRapportError, RapportError } from '../sdk/errors';
import { connectDatabase } from './connect';
import type { Database, DatabaseState } from './database';
import { type EmbeddedDatabase, type KeptRunning, keepRunning, openEmbedded } from './embedded';
import { type MigrationReport, migrate } from './migrate';
import type { PluginTables } from './plugin-migrations';
import type { PulseOptions } from './pulse';

export interface OpenOptions {
  /** Only one process may serve an embedded database; tools share it. */
  readonly use: 'serve' | 'tool';
  readonly plugins: readonly PluginTables[];
  /** Told in a sentence what happens. */
  readonly say: (line: string) => void;
  /** Told of faults that meet no caller. */
  readonly onFault: (error: Error) => void;
  /** Told when the database of a server no longer answers, with the reason, and when it answers again. */
  readonly onState?: (state: DatabaseState, reason: Error | null) => void;
  /** Called once when the database of a server does not answer at the start. Its faults end the waiting. */
  readonly onWaiting?: () => Promise<void>;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

export interface OpenedDatabase {
  readonly database: Database;
  /** Where the database comes from: `given` by DATABASE_URL, otherwise what had to be done for the embedded one. */
  readonly state: EmbeddedDatabase['state'] | 'given';
  readonly migrations: MigrationReport;
  /** How often an embedded server had ended on its own and was started again. */
  restarts(): number;
  /** Disconnects, and stops an embedded server that nobody else uses. */
  close(): Promise<void>;
}

/** One connection more than configured: the job runner keeps one for listening. */
const listenerConnections = 1;

/** Nobody waits for the single statements of a tool, and its batches are larger. Milliseconds. */
const leastPatience = { serve: 0, tool: 60_000 } as const;

/**
 * Seconds that are waited for a database that does not answer at the start. A server waits for as long as it takes: ended, it
 * would be started again and again with growing pauses, and come back long after the database.
 */
const patience = { serve: Number.POSITIVE_INFINITY, tool: 30 } as const;

/** Milliseconds in which connections should have come back at the end. */
const releasePatience = 2_000;

/** SQL states of a refused log-in and of a database that does not exist. */
const wrongAddress = /^(28...|3D000)$/;

/** Finds or starts the server, migrates and connects. @throws RapportError of the step that failed */
export async function openDatabase(config: DatabaseConfig, options: OpenOptions): Promise<OpenedDatabase> {
  const server = await openServer(config, options);
  const kept = options.use === 'serve' ? server.keepRunning() : null;
  const closeServer = async (): Promise<void> => {
    await kept?.stop();
    await server.close();
  };
  try {
    const migrations = await migrateWhenUp(server.url, options);
    const database = await connectDatabase({
      url: server.url,
      poolSize: config.poolSize + listenerConnections,
      statementTimeout: Math.max(config.statementTimeout, leastPatience[options.use]),
      onFault: options.onFault,
      ...(options.use === 'serve' && { pulse: pulseOf(options, kept) }),
    });
    const close = async (): Promise<void> => {
      // A statement under way would hold the pool open; stopping the embedded server ends it, a given one ends it in time.
      await Promise.race([database.close(), pause(releasePatience, undefined, { ref: false })]);
      await closeServer();
    };
    return { database, state: server.state, migrations, restarts: () => kept?.restarts ?? 0, close };
  } catch (error) {
    await closeServer();
    throw server.state === 'given' ? faultOfGiven(error) : error;
  }
}

function pulseOf({ onState }: OpenOptions, kept: KeptRunning | null): PulseOptions {
  return {
    onChange: (state, reason) => {
      if (state.answers) kept?.rose();
      else kept?.fell();
      onState?.(state, reason);
    },
  };
}

/** What the operator puts right in DATABASE_URL is told as such; anything else stays as it is. */
function faultOfGiven(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (isRapportError(error) && error.code === 'UNAVAILABLE') {
    const reason = typeof error.details.reason === 'string' ? ` (${error.details.reason})` : '';
    const message = `No database answered at DATABASE_URL${reason}. Start it, or correct host and port.`;
    return new RapportError('UNAVAILABLE', message, error.details, { cause: error });
  }
  const state = 'code' in error ? String(error.code) : '';
  if (!wrongAddress.test(state) && !error.message.startsWith('SASL')) return error;
  const message = `DATABASE_URL cannot be used: ${error.message}. Correct user, password or name of the database, or create them.`;
  return new RapportError('CONFIG_INVALID', message, {}, { cause: error });
}

interface Server {
  readonly url: string;
  readonly state: OpenedDatabase['state'];
  /** Null: somebody else sees to it. */
  keepRunning(): KeptRunning | null;
  close(): Promise<void>;
}

async function openServer({ url, dataFolder, port }: DatabaseConfig, options: OpenOptions): Promise<Server> {
  if (url !== null) {
    return { url, state: 'given', keepRunning: () => null, close: () => Promise.resolve() };
  }
  const { use, say, onFault } = options;
  const embedded = await openEmbedded({ dataFolder, port, use, say });
  const onRestart = (): void => onFault(new Error('The embedded PostgreSQL had ended; it was started again'));
  return { ...embedded, keepRunning: () => keepRunning(embedded, { onRestart, onFault }) };
}

async function migrateWhenUp(url: string, options: OpenOptions): Promise<MigrationReport> {
  const { plugins, say, use, onWaiting, signal } = options;
  for (let second = 0; ; second += 1) {
    try {
      return await migrate(url, plugins);
    } catch (error) {
      if (!isRapportError(error) || error.code !== 'UNAVAILABLE' || second >= patience[use]) throw error;
    }
    if (second === 0) {
      say('Waiting for the database to answer');
      await onWaiting?.();
    }
    await pause(1_000, undefined, { ...(signal && { signal }) });
  }
}
