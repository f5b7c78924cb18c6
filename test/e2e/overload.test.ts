import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { createTestDatabase } from '../../src/testing';
import { type PlatformProcess, startPlatform } from '../helpers/platform-process';

jest.setTimeout(120_000);

const [concurrent, waiting, poolSize] = [4, 8, 2];
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let platform: PlatformProcess;
let watcher: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  watcher = new Client({ connectionString: database.url });
  await watcher.connect();
  platform = await startPlatform({
    ...{ DATABASE_URL: database.url, RAPPORT_PLUGINS: '[]', DATABASE_POOL_SIZE: String(poolSize) },
    ...{ RAPPORT_MAX_CONCURRENT: String(concurrent), RAPPORT_MAX_WAITING: String(waiting) },
  });
});
afterAll(async () => {
  await watcher?.end();
  await platform?.stop();
  await database?.drop();
});

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly id: string | null;
  readonly text: string;
}

async function ask(query: string): Promise<Answer> {
  const answer = await fetch(`${platform.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { status, headers } = answer;
  return { status, retryAfter: headers.get('retry-after'), id: headers.get('x-request-id'), text: await answer.text() };
}

const write = (code: string) =>
  `mutation { upsertBrand(input: { source: "s", code: "${code}", name: "${code}" }) { status } }`;
const countOf = async (text: string) => Number((await watcher.query<{ n: string }>(text)).rows[0]?.n);
const brands = () => countOf('select count(*) as n from core.brand');
const connections = () =>
  countOf(
    `select count(*) as n from pg_stat_activity where application_name = 'rapport' and datname = current_database()`,
  );

describe('a platform that is asked for many times what it can take', () => {
  it('answers as many as it may have under way, and sends all others away at once, saying when to come back', async () => {
    await watcher.query('begin');
    await watcher.query('lock table core.brand in share row exclusive mode');
    const refused: Answer[] = [];
    let enough: () => void = () => undefined;
    const most = 200 - concurrent - waiting;
    const allRefused = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const asked = Array.from({ length: 200 }, async (_, index) => {
      const answer = await ask(write(`A${index}`));
      if (answer.status === 503 && refused.push(answer) === most) enough();
      return answer;
    });
    // None of those that are in can end before: the others have not waited for them.
    await allRefused;
    expect((await fetch(`${platform.url}/healthz`)).status).toBe(200);
    await watcher.query('rollback');
    const taken = (await Promise.all(asked)).filter(({ status }) => status === 200);
    expect([taken.length, refused.length]).toEqual([concurrent + waiting, most]);
    expect(
      refused.filter(({ retryAfter, id, text }) => retryAfter !== '5' || id === null || !/OVERLOADED/.test(text)),
    ).toEqual([]);
    // What was taken is done, and of what was sent away nothing.
    expect(await brands()).toBe(concurrent + waiting);
  });

  it('goes on doing its work in between, over no more connections to the database than it has', async () => {
    const before = await brands();
    const answers: Answer[] = [];
    let most = 0;
    // 64 callers that do not wait to be asked back.
    const callers = Array.from({ length: 64 }, async (_, caller) => {
      for (let turn = 0; turn < 4; turn += 1) answers.push(await ask(write(`B${caller}x${turn}`)));
    });
    const watching = { goesOn: true };
    const watched = (async () => {
      for (; watching.goesOn; await pause(50)) most = Math.max(most, await connections());
    })();
    await Promise.all(callers);
    watching.goesOn = false;
    await watched;
    const good = answers.filter(({ status }) => status === 200).length;
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    expect(good).toBeGreaterThan(concurrent + waiting);
    expect(await brands()).toBe(before + good);
    // One more listens for jobs, one for news, one asks whether the database is there.
    expect(most).toBeLessThanOrEqual(poolSize + 3);
    expect((await ask(write('AFTER'))).status).toBe(200);
  });
});
