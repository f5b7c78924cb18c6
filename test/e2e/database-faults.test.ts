import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openEmbedded } from '../../src/db/embedded';
import { freePort } from '../../src/testing/database-server';
import { launchPlatform, type PlatformProcess, startPlatform, untilReady } from '../helpers/platform-process';
import { postmasterOf, signalAll, withChildren } from '../helpers/postmaster';

// Servers recover here, also on a machine that is busy with other tests.
jest.setTimeout(240_000);

// Every chapter goes on with what the one before has left.
const dataFolder = mkdtempSync(join(tmpdir(), 'rapport-database-faults-'));
const running: PlatformProcess[] = [];
afterAll(async () => {
  for (const platform of running) await platform.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

const kept = (platform: PlatformProcess): PlatformProcess => {
  running.push(platform);
  return platform;
};
const openDatabase = () => openEmbedded({ dataFolder, port: null, use: 'tool', say: () => undefined });

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: answers of tests have the shape of their query
  readonly body: any;
}

async function ask({ url }: PlatformProcess, query: string, path = '/graphql'): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    ...(path === '/graphql' && { method: 'POST', body: JSON.stringify({ query }) }),
    headers: { 'content-type': 'application/json' },
  });
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body: await answer.json() };
}

const read = '{ customers { totalCount } }';
const write = (name: string) =>
  `mutation { upsertBrand(input: { source: "s", code: "${name}", name: "${name}" }) { status } }`;
const codeOf = ({ body }: Answer) => body.errors?.[0]?.extensions?.code ?? null;

/** Asks until the answer is another one, which it has to become by itself. */
async function until(platform: PlatformProcess, query: string, code: string | null): Promise<Answer> {
  for (;;) {
    const answer = await ask(platform, query);
    if (codeOf(answer) === code) return answer;
    if (platform.child.exitCode !== null) throw new Error(`The platform ended:\n${platform.output()}`);
    await pause(50);
  }
}

// One story: each chapter needs the platform that the one before left.
describe('an external database', () => {
  let platform: PlatformProcess;
  let database: Awaited<ReturnType<typeof openDatabase>>;
  beforeAll(async () => {
    database = await openDatabase();
    await database.close();
  });

  it('may be missing at the start: the platform says so, waits, and goes on when it is there', async () => {
    // Statements may take ten minutes: only the pulse can notice a frozen database before a test is given up.
    const environment = { DATABASE_URL: database.url, DATABASE_STATEMENT_TIMEOUT: '600000', RAPPORT_PLUGINS: '[]' };
    platform = kept(await launchPlatform(environment));
    while (!platform.output().includes('Waiting for the database')) await pause(50);
    const refused = await untilAnswered(platform);
    expect(refused).toMatchObject({ status: 503, retryAfter: '1' });
    expect(codeOf(refused)).toBe('UNAVAILABLE');
    expect((await ask(platform, '', '/healthz')).status).toBe(200);
    expect(await ask(platform, '', '/readyz')).toMatchObject({
      status: 503,
      body: { checks: { database: { state: 'failing' } } },
    });
    database = await openDatabase();
    await untilReady(platform);
    expect((await ask(platform, read)).body).toEqual({ data: { customers: { totalCount: 0 } } });
  });

  it('may freeze: whoever waits and whoever comes is told to try again, until it goes on', async () => {
    const frozen = withChildren(postmasterOf(dataFolder));
    signalAll(frozen, 'SIGSTOP');
    try {
      const all = await Promise.all(
        [read, write('A'), write('B'), read, write('C'), read].map((each) => ask(platform, each)),
      );
      expect(all.map(codeOf)).toEqual(all.map(() => 'UNAVAILABLE'));
      expect(codeOf(await ask(platform, read))).toBe('UNAVAILABLE');
      expect((await ask(platform, '', '/healthz')).status).toBe(200);
      expect((await ask(platform, '', '/readyz')).body.checks.database).toMatchObject({ state: 'failing' });
    } finally {
      signalAll(frozen, 'SIGCONT');
    }
    await until(platform, write('AFTER'), null);
    expect((await ask(platform, '', '/readyz')).status).toBe(200);
  });

  it('may be restarted: it is missed, and used again when it is back', async () => {
    await database.close();
    expect(codeOf(await until(platform, read, 'UNAVAILABLE'))).toBe('UNAVAILABLE');
    database = await openDatabase();
    await until(platform, write('RESTARTED'), null);
    expect(await platform.stop()).toBe(0);
    await database.close();
  });

  it('that never comes does not keep the platform from ending when it is asked to', async () => {
    const port = await freePort();
    const platform = kept(
      await launchPlatform({ DATABASE_URL: `postgres://a:b@127.0.0.1:${port}/none`, RAPPORT_PLUGINS: '[]' }),
    );
    expect((await untilAnswered(platform)).status).toBe(503);
    expect(await platform.stop()).toBe(0);
  });
});

async function untilAnswered(platform: PlatformProcess): Promise<Answer> {
  for (;;) {
    const answer = await ask(platform, read).catch(() => null);
    if (answer !== null) return answer;
    if (platform.child.exitCode !== null) throw new Error(`The platform ended:\n${platform.output()}`);
    await pause(50);
  }
}

describe('the embedded database', () => {
  it('is started again when it ends while the platform runs, and health tells', async () => {
    const platform = kept(await startPlatform({ RAPPORT_DATA: dataFolder, RAPPORT_PLUGINS: '[]' }));
    await until(platform, write('EARLY'), null);
    process.kill(postmasterOf(dataFolder), 'SIGKILL');
    await until(platform, read, 'UNAVAILABLE');
    await until(platform, write('LATE'), null);
    const { body } = await ask(platform, '{ brands { nodes { code } } }');
    const codes: readonly string[] = body.data.brands.nodes.map(({ code }: { code: string }) => code).sort();
    // Of those that a frozen database was asked for nobody knows.
    expect(codes.filter((code) => code.length > 1)).toEqual(['AFTER', 'EARLY', 'LATE', 'RESTARTED']);
    expect((await ask(platform, '', '/readyz')).body.checks.database).toEqual({
      state: 'ok',
      details: { restarts: 1 },
    });
    expect(await platform.stop()).toBe(0);
  });
});
