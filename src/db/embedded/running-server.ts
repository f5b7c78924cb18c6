import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { isConnectionFault } from '../connection-fault';
import { type Cluster, stopCluster } from './cluster';
import { type DatabaseFacts, urlOf } from './facts';

/**
 * The port of a server that already runs on the folder and knows our password: started by another process of ours,
 * or left over from one that was killed. A left-over that does not answer is stopped. Null: none runs.
 */
export async function findRunningServer(cluster: Cluster, facts: DatabaseFacts): Promise<number | null> {
  const found = await runningPostmaster(cluster);
  if (found === null) return null;
  if (await answers({ ...facts, port: found.port })) return found.port;
  await stopCluster(cluster);
  return null;
}

/** Whether the process of a server on the folder lives, answering or not. */
export async function isServerRunning(cluster: Cluster): Promise<boolean> {
  return (await runningPostmaster(cluster)) !== null;
}

async function runningPostmaster({ folder }: Cluster): Promise<Postmaster | null> {
  const found = await readPostmaster(folder);
  if (found === null || !isRunning(found.pid)) return null;
  if (await isPostgres(found.pid)) return found;
  // After a restart of the machine or container the number may belong to something else, which would block the start.
  await rm(join(folder, 'postmaster.pid'), { force: true });
  return null;
}

/** Creates our database when the server does not have it yet. */
export async function ensureDatabase(facts: DatabaseFacts): Promise<void> {
  await withClient(facts, async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [facts.database]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(facts.database)}`);
  });
}

interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

async function readPostmaster(folder: string): Promise<Postmaster | null> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : null;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Where the system does not tell, the server's own checks must do. */
async function isPostgres(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres');
  return command.includes('postgres');
}

/** A server that is just recovering from a crash refuses connections for a while; we wait up to a minute. */
async function answers(facts: DatabaseFacts): Promise<boolean> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    try {
      await withClient(facts, (client) => client.query('select 1'));
      return true;
    } catch (error) {
      if (!isConnectionFault(error)) return false;
    }
    await pause(250);
  }
  return false;
}

async function withClient<T>(facts: DatabaseFacts, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: urlOf(facts, 'postgres'),
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
