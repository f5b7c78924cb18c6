import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type EmbeddedDatabase, openEmbedded } from './open-embedded';

/** Opens the database in a process of its own, says so in one line, and lets go on SIGTERM. */
const holder = `
  const { openEmbedded } = require(${JSON.stringify(join(__dirname, 'open-embedded.js'))});
  const [dataFolder, use] = process.argv.slice(1);
  openEmbedded({ dataFolder, use, port: null, say: () => undefined }).then((database) => {
    process.once('SIGTERM', () => database.close().then(() => process.exit(0)));
    setInterval(() => undefined, 1000);
    console.log(JSON.stringify({ state: database.state, url: database.url }));
  });
`;

// Real servers start and stop here, also on a machine that is busy with other tests.
jest.setTimeout(60_000);

interface Said {
  readonly state?: string;
  readonly url: string;
  readonly code?: string;
  readonly message?: string;
}

let folder: string;
const children: ChildProcess[] = [];
const opened: EmbeddedDatabase[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-embedded-'));
});

afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await Promise.all(opened.map((database) => database.close()));
  // Whoever opens last also stops what a killed process left behind.
  const last = await openHere('tool');
  await last.close();
  expect(isStopped()).toBe(true);
  rmSync(folder, { recursive: true, force: true });
});

const openHere = (use: 'serve' | 'tool') => openEmbedded({ dataFolder: folder, use, port: null, say: () => undefined });

async function openElsewhere(use: 'serve' | 'tool'): Promise<{ readonly child: ChildProcess; readonly said: Said }> {
  const child = spawn(process.execPath, ['-e', holder, folder, use], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: JSON.parse(line.toString()) as Said };
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function ask(url: string, text: string): Promise<Record<string, unknown>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows[0] as Record<string, unknown>;
  } finally {
    await client.end();
  }
}

function postmaster(): number {
  return Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** The server takes the file away as the last thing it does. */
const isStopped = (): boolean => !existsSync(join(folder, 'postgres', 'postmaster.pid'));

// One story in the order of a life: each chapter needs the folder the one before left behind.
describe('the embedded database', () => {
  it('is created in an empty folder, in UTF-8, with the same order of names on every machine', async () => {
    const database = await openHere('serve');
    expect(database.state).toBe('created');
    expect(
      await ask(
        database.url,
        `select current_setting('server_encoding') as encoding, 'Ä' < 'Z' as by_language,
        lower('ÄÖ') as lower, current_setting('jit') as jit, current_setting('timezone') as zone`,
      ),
    ).toEqual({ encoding: 'UTF8', by_language: false, lower: 'äö', jit: 'off', zone: 'UTC' });
    await ask(database.url, `create table kept as select 'still here' as word`);
    await database.close();
    expect(isStopped()).toBe(true);
  });

  it('keeps its password in a file that only the owner can read', () => {
    expect(statSync(join(folder, 'database.json')).mode & 0o777).toBe(0o600);
  });

  it('is used again on the next start, on the same port', async () => {
    const before = JSON.parse(readFileSync(join(folder, 'database.json'), 'utf8')) as { readonly port: number };
    const database = await openHere('serve');
    expect(database.state).toBe('started');
    expect(new URL(database.url).port).toBe(String(before.port));
    expect(await ask(database.url, 'select word from kept')).toEqual({ word: 'still here' });
    await database.close();
  });

  it('refuses a second server on the folder and names the first one', async () => {
    const first = await openElsewhere('serve');
    await expect(openHere('serve')).rejects.toMatchObject({
      code: 'DATA_FOLDER_IN_USE',
      message: expect.stringContaining(`process ${first.child.pid}`),
    });
    await end(first.child, 'SIGTERM');
  });

  it('can be joined by a tool, and is stopped by the last to leave', async () => {
    const server = await openElsewhere('serve');
    const tool = await openHere('tool');
    expect(tool.state).toBe('joined');
    await end(server.child, 'SIGTERM');
    expect(await ask(tool.url, 'select word from kept')).toEqual({ word: 'still here' });
    await tool.close();
    expect(isStopped()).toBe(true);
  });

  it('is joined again when its process was killed and the server ran on', async () => {
    const killed = await openElsewhere('serve');
    await end(killed.child, 'SIGKILL');
    const database = await openHere('serve');
    expect(database.state).toBe('joined');
    await database.close();
    expect(isStopped()).toBe(true);
  });

  it('recovers by itself when process and server were killed', async () => {
    const killed = await openElsewhere('serve');
    process.kill(postmaster(), 'SIGKILL');
    await end(killed.child, 'SIGKILL');
    const database = await openHere('serve');
    expect(database.state).toBe('started');
    expect(await ask(database.url, 'select word from kept')).toEqual({ word: 'still here' });
    await database.close();
  });

  it('lets go of a server that was killed, without a fault', async () => {
    const database = await openHere('serve');
    process.kill(postmaster(), 'SIGKILL');
    await expect(database.close()).resolves.toBeUndefined();
    const after = await openHere('serve');
    expect(await ask(after.url, 'select word from kept')).toEqual({ word: 'still here' });
    await after.close();
  });
});
