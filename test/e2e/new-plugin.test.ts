import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../src/testing/database-server';
import { commandProcess } from '../helpers/command-process';
import { must, type PartnerPlace, partnerPlace } from '../helpers/packed-platform';
import { run } from '../helpers/run';

describe('a new plugin in plain JavaScript', () => {
  let place: PartnerPlace;
  let folder: string;
  let dev: ChildProcess | undefined;

  beforeAll(async () => {
    place = await partnerPlace();
    folder = join(place.folder, 'rapport-plugin-fax-plus');
    await must('node', ['node_modules/.bin/rapport', 'new-plugin', 'fax-plus', '--javascript'], place.folder);
  }, 120_000);
  afterAll(async () => {
    if (dev !== undefined && dev.exitCode === null) {
      const ended = once(dev, 'exit');
      dev.kill('SIGTERM');
      await ended;
    }
    place?.remove();
  }, 60_000);

  it('passes its tests without a build', async () => {
    const { code, stderr } = await run('npm', ['test'], { cwd: folder });
    expect(`${code}: ${code === 0 ? '' : stderr}`).toBe('0: ');
    expect(stderr).toContain('Test Suites: 1 passed');
  }, 120_000);

  it('is not made again over what is there', async () => {
    const platform = join(place.folder, 'node_modules/rapport');
    const session = commandProcess({ cwd: place.folder, env: {}, platform });
    const again = await session.rapport('new-plugin', 'fax-plus');
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('FOLDER_NOT_EMPTY')]);
    const taken = await session.rapport('new-plugin', 'web');
    expect([taken.code, taken.stderr]).toEqual([1, expect.stringContaining('PLUGIN_ID_DUPLICATE')]);
    await session.stop();
  }, 60_000);

  it('does not even begin to run on a port that is taken, and says what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const told = await run('node', ['../node_modules/.bin/rapport', 'dev', '--port', String(port)], { cwd: folder });
    other.close();
    expect([told.code, told.stdout]).toEqual([1, '']);
    expect(told.stderr).toMatch(
      new RegExp(`^CONFIG_INVALID: PORT ${port} .* is taken .* "npm run dev -- --port \\d+"`),
    );
    expect(existsSync(join(folder, '.rapport'))).toBe(false);
  }, 60_000);

  it('runs on an embedded database, and starts again with every change', async () => {
    const port = String(await freePort());
    let printed = '';
    const started = spawn('node', ['../node_modules/.bin/rapport', 'dev', '--port', port], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    dev = started;
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk) => (printed += String(chunk)));
    const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
      const deadline = Date.now() + 60_000;
      while (!(await holds())) {
        if (started.exitCode !== null || Date.now() > deadline) throw new Error(`rapport dev printed:\n${printed}`);
        await pause(100);
      }
    };
    const described = (title: string): Promise<void> => until(async () => (await titles(port)).includes(title));
    const file = join(folder, 'src/index.js');
    const text = readFileSync(file, 'utf8');
    await described('Fax plus');
    writeFileSync(file, text.replace("title: 'Fax plus'", "title: 'Facsimile'"));
    await described('Facsimile');
    writeFileSync(file, text.replace("engine: '^0.1.0'", "engine: '^9.0.0'"));
    await until(() => printed.includes('It starts again with the next change'));
    expect(printed).toContain('PLUGIN_ENGINE_MISMATCH');
    writeFileSync(file, text);
    await described('Fax plus');
  }, 240_000);

  it('ends when it is told to, and stops its database', async () => {
    const running = dev as ChildProcess;
    const ended = once(running, 'exit') as Promise<[number | null]>;
    running.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    const { stdout } = await run('ps', ['-eo', 'args'], { cwd: folder });
    expect(stdout).not.toContain(join(folder, '.rapport'));
  }, 60_000);
});

/** Titles of the plugins that run there; none while nothing answers. */
async function titles(port: string): Promise<readonly string[]> {
  const query = '{ plugins { title } }';
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify({ query }) };
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, request).catch(() => null);
  if (answer === null || !answer.ok) return [];
  const { data } = (await answer.json()) as {
    readonly data: { readonly plugins: readonly { readonly title: string }[] };
  };
  return data.plugins.map(({ title }) => title);
}
