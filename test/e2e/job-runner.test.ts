import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { openEmbedded } from '../../src/db/embedded';
import { kill, type PlatformProcess, startPlatform } from '../helpers/platform-process';
import { postmasterOf, signalAll, withChildren } from '../helpers/postmaster';

// A database recovers here, and what is gone is looked for every five seconds, also on a machine that is busy.
jest.setTimeout(240_000);

const dataFolder = mkdtempSync(join(tmpdir(), 'rapport-job-runner-'));
let url = '';
let platform: PlatformProcess;
const clients: Client[] = [];
const openDatabase = () => openEmbedded({ dataFolder, port: null, use: 'tool', say: () => undefined });
let database: Awaited<ReturnType<typeof openDatabase>>;
const start = () => startPlatform({ DATABASE_URL: url, RAPPORT_PLUGINS: '[]' });

beforeAll(async () => {
  database = await openDatabase();
  url = database.url;
  platform = await start();
});
afterAll(async () => {
  for (const client of clients) await client.end().catch(() => undefined);
  await platform?.stop();
  await database?.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  clients.push(client);
  return client;
}

const job = 'core.purge-outbox';

/** Asks for a job that removes an old row, and waits until it is under way: it waits for the lock of the answered client. */
async function jobUnderWay(): Promise<Client> {
  const client = await connect();
  await client.query(`insert into core.outbox (created_at, payload) values (now() - interval '2 days', '{}')`);
  await client.query('begin');
  await client.query('lock table core.outbox in share row exclusive mode');
  const asking = await connect();
  await asking.query('select graphile_worker.add_job($1, queue_name := $1)', [job]);
  await untilRow(
    asking,
    `select from pg_stat_activity where wait_event_type = 'Lock' and query like 'delete from core.outbox%'`,
  );
  return client;
}

async function untilRow(client: Client, text: string): Promise<void> {
  while ((await client.query(text)).rowCount === 0) await pause(50);
}

const isDone = `select where not exists (select from core.outbox)`;

describe('a job under way', () => {
  it('is run again by the same platform when the database was killed and is back', async () => {
    await jobUnderWay();
    signalAll(withChildren(postmasterOf(dataFolder)), 'SIGKILL');
    while (!platform.output().includes('The job runner ended; another one follows')) await pause(50);
    database = await openDatabase();
    const client = await connect();
    await untilRow(client, isDone);
    await untilRow(client, 'select where not exists (select from graphile_worker.jobs)');
    expect(platform.child.exitCode).toBeNull();
  });

  it('is run again by the next process when the platform was killed', async () => {
    const blocking = await jobUnderWay();
    await kill(platform);
    await blocking.query('rollback');
    platform = await start();
    await untilRow(blocking, isDone);
    expect(platform.output()).toContain('Jobs whose run is gone are run again');
  });

  it('is not taken from a process that still runs it', async () => {
    const blocking = await jobUnderWay();
    const other = await start();
    try {
      // One that had lost its run would be found without it by the first look, and be given back by the second.
      const looks = 2;
      await pause(looks * 5_000);
      expect(other.output()).not.toContain('Jobs whose run is gone');
    } finally {
      await other.stop();
    }
    await blocking.query('rollback');
    await untilRow(blocking, isDone);
  });
});
