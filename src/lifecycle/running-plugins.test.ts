import { setTimeout as pause } from 'node:timers/promises';
import { connectDatabase } from '../db/connect';
import type { Database } from '../db/database';
import { type TestDatabase, testDatabase } from '../testing';
import { beginRemoval } from './removal.store';
import { announceRunning, runningObstacle } from './running-plugins';

let database: TestDatabase;
const servers: Database[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
afterAll(() => database.close());

/** Another process at the same database. */
async function server(): Promise<Database> {
  const connected = await connectDatabase({
    ...{ url: database.url, poolSize: 2, statementTimeout: 10_000, onFault: () => undefined },
  });
  servers.push(connected);
  return connected;
}

async function end(server: Database): Promise<void> {
  servers.splice(servers.indexOf(server), 1);
  await server.close();
}

const obstacle = (plugin: string) => database.transaction((writer) => runningObstacle(writer, plugin));
const remove = (plugin: string) =>
  database.transaction((writer) =>
    beginRemoval(writer, { id: crypto.randomUUID(), plugin, by: 'test', at: new Date('2026-11-21T12:00:00Z') }),
  );

/** Cuts the sessions that hold locks of plugins, as a restart of the database would. */
const cutSessions = () =>
  database.reader().query({
    text: `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and mode = 'ShareLock'
      and database = (select oid from pg_database where datname = current_database()) and pid <> pg_backend_pid()`,
  });

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It did not come about.');
    await pause(25);
  }
}

describe('a plugin that processes run', () => {
  it('is in nobody’s way where it runs nowhere, and names every process where it does', async () => {
    expect(await obstacle('sms')).toBeNull();
    const [one, other] = [await server(), await server()];
    expect(await announceRunning(one, ['sms', 'fax'], () => undefined)).toEqual([]);
    expect(await announceRunning(other, ['sms'], () => undefined)).toEqual([]);
    expect(await obstacle('sms')).toMatchObject({
      code: 'PLUGIN_RUNNING',
      message: expect.stringMatching(/^2 processes run the plugin sms, connected from \S+\. .*--without sms/),
    });
    await end(other);
    expect(await obstacle('sms')).toMatchObject({ message: expect.stringMatching(/^A process runs/) });
    await end(one);
    await until(async () => (await obstacle('sms')) === null);
  });

  it('keeps its lock when the connection is lost', async () => {
    const one = await server();
    await announceRunning(one, ['sms'], () => undefined);
    await cutSessions();
    await until(async () => (await obstacle('sms')) !== null);
  });

  it('must not run while what it brought in is being removed, and the others may', async () => {
    await remove('gone');
    const one = await server();
    expect(await announceRunning(one, ['gone', 'sms'], () => undefined)).toEqual(['gone']);
    expect(await obstacle('gone')).toBeNull();
    expect(await obstacle('sms')).toMatchObject({ code: 'PLUGIN_RUNNING' });
  });

  it('is told of when its removal began while the connection was lost', async () => {
    const one = await server();
    const late: string[] = [];
    await announceRunning(one, ['late'], (plugins) => late.push(...plugins));
    await remove('late');
    await cutSessions();
    await until(() => late.length > 0);
    expect(late).toEqual(['late']);
  });
});
