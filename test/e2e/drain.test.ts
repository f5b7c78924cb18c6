import { once } from 'node:events';
import { createClient as createStream } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { Client } from 'pg';
import { WebSocket } from 'ws';
import { createTestDatabase } from '../../src/testing';
import { type PlatformProcess, startPlatform } from '../helpers/platform-process';

jest.setTimeout(120_000);

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let platform: PlatformProcess;
let blocker: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  platform = await startPlatform({ DATABASE_URL: database.url, RAPPORT_PLUGINS: '[]' });
  blocker = new Client({ connectionString: database.url });
  await blocker.connect();
});
afterAll(async () => {
  await blocker?.end();
  await platform?.stop();
  await database?.drop();
});

const write = (code: string) =>
  `mutation { upsertBrand(input: { source: "s", code: "${code}", name: "${code}" }) { status } }`;
const subscription = { query: 'subscription { interactionRecorded { interaction { id } } }' };

async function post(query: string): Promise<{ readonly status: number; readonly body: unknown }> {
  const answer = await fetch(`${platform.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return { status: answer.status, body: await answer.json() };
}

/** Until as many statements wait for the lock that we hold. */
async function untilBlocked(howMany: number): Promise<void> {
  for (;;) {
    const { rows } = await blocker.query<{ readonly waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    if ((rows[0]?.waiting ?? 0) >= howMany) return;
  }
}

describe('SIGTERM', () => {
  it('lets what is under way finish, ends sockets and streams with their code, takes nothing new, and ends with 0', async () => {
    const socket = createClient({
      url: `${platform.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      lazy: false,
      retryAttempts: 0,
      onNonLazyError: () => undefined,
    });
    const closed = new Promise<number>((resolve) => {
      socket.on('closed', (event) => resolve((event as { readonly code: number }).code));
    });
    const news = socket.iterate(subscription);
    const nothing = news.next().then(
      () => 'ended',
      () => 'ended',
    );
    const stream = createStream({ url: `${platform.url}/graphql/stream`, retryAttempts: 0 });
    const streamEnded = new Promise<string>((resolve) => {
      stream.subscribe(subscription, {
        next: () => undefined,
        error: () => resolve('ended'),
        complete: () => resolve('ended'),
      });
    });

    await blocker.query('begin');
    await blocker.query('lock table core.brand in access exclusive mode');
    const requests = [post(write('ONE')), post(write('TWO'))];
    const bySocket = new Promise<unknown>((resolve, reject) => {
      let last: unknown;
      socket.subscribe(
        { query: write('THREE') },
        { next: (value) => (last = value), error: reject, complete: () => resolve(last) },
      );
    });
    await untilBlocked(3);
    const ended = once(platform.child, 'exit') as Promise<[number | null]>;
    platform.child.kill('SIGTERM');
    while (!platform.output().includes('finishing what is under way')) await new Promise(setImmediate);
    await untilRefused();
    await blocker.query('commit');

    const done = { data: { upsertBrand: { status: 'ACCEPTED' } } };
    expect(await Promise.all(requests)).toEqual(requests.map(() => ({ status: 200, body: done })));
    expect(await bySocket).toEqual(done);
    expect([await closed, await nothing, await streamEnded]).toEqual([1001, 'ended', 'ended']);
    const [code] = await ended;
    expect(code).toBe(0);
    const { rows } = await blocker.query('select code from core.brand order by 1');
    expect(rows).toEqual([{ code: 'ONE' }, { code: 'THREE' }, { code: 'TWO' }]);
  });
});

/** New connections are no longer taken. */
async function untilRefused(): Promise<void> {
  for (;;) {
    const refused = await fetch(`${platform.url}/healthz`, { headers: { connection: 'close' } }).then(
      () => false,
      () => true,
    );
    if (refused) return;
  }
}
