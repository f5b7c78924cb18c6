import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

jest.setTimeout(120_000);

let folder: string;
const running: Started[] = [];
/** The one that was started again after a kill. */
let joined: Started | null = null;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-main-'));
});
afterAll(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
}

/** Runs the entry file as `npm start` does, on a data folder of its own. */
function start(flags: readonly string[], environment: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [join(__dirname, 'main.js'), ...flags], {
    env: { PATH: process.env.PATH, RAPPORT_DATA: folder, RAPPORT_PLUGINS: '[]', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const started = { child, ended, output: () => printed };
  running.push(started);
  return started;
}

async function listening(started: Started): Promise<string> {
  for (let round = 0; round < 600 && started.child.exitCode === null; round += 1) {
    const url = /Listening on (http:\S+?),/.exec(started.output())?.[1];
    if (url !== undefined) return url;
    await pause(100);
  }
  throw new Error(`It does not listen:\n${started.output()}`);
}

const postmasterFile = () => join(folder, 'postgres', 'postmaster.pid');

describe('npm start', () => {
  it('makes a database, serves, says what to try, and ends in order on SIGTERM', async () => {
    const started = start(['--port', '0', '--no-demo']);
    const url = await listening(started);
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query": "{ customers { totalCount } }"}',
    });
    expect(await answer.json()).toEqual({ data: { customers: { totalCount: 0 } } });
    expect(started.output()).toMatch(/Creating a PostgreSQL .*\n {2}Applied \d+ migrations\n/);
    expect(started.output()).toContain(`curl -s ${url}/graphql`);
    expect(started.output()).toContain(`open ${url}/graphiql`);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(existsSync(postmasterFile())).toBe(false);
  });

  it('uses the database again, and starts again after it was killed', async () => {
    const killed = start(['--port', '0', '--no-demo']);
    await listening(killed);
    expect(killed.output()).not.toMatch(/Creating|Applied/);
    killed.child.kill('SIGKILL');
    await killed.ended;
    joined = start(['--port', '0', '--no-demo']);
    await listening(joined);
    expect(joined.output()).toContain('Joined the database that was still running');
  });

  it('takes Ctrl-C that npm passes on a second time for one', async () => {
    if (joined === null) throw new Error('It was not started again.');
    joined.child.kill('SIGINT');
    joined.child.kill('SIGINT');
    expect(await joined.ended).toBe(0);
    expect(existsSync(postmasterFile())).toBe(false);
  });

  it('refuses with every fault of the configuration and exit code 1', async () => {
    const started = start([], { PORT: 'many', LOG_LEVEL: 'loud', RAPPORT_PLUGINS: '{}' });
    expect(await started.ended).toBe(1);
    expect(started.output()).toMatch(/CONFIG_INVALID[\s\S]*PORT [\s\S]*LOG_LEVEL [\s\S]*RAPPORT_PLUGINS /);
  });

  it('explains its flags', async () => {
    const started = start(['--help']);
    expect(await started.ended).toBe(0);
    expect(started.output()).toContain('--no-demo');
    const unknown = start(['--nonsense']);
    expect(await unknown.ended).toBe(1);
    expect(unknown.output()).toContain('--nonsense');
  });
});
