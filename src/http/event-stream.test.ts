import { setTimeout as pause } from 'node:timers/promises';
import { createClient, type RequestParams } from 'graphql-sse';
import { closeDoors, type Door, openDoor } from '../../test/helpers/door';
import { stubServices } from '../../test/helpers/stub-services';

afterEach(closeDoors);

/** Everything that an operation answers. */
async function collect(
  { url }: Door,
  request: RequestParams,
  headers: Record<string, string> = {},
): Promise<unknown[]> {
  const client = createClient({ url: `${url}/graphql/stream`, headers, retryAttempts: 0 });
  const results: unknown[] = [];
  for await (const result of client.iterate(request)) results.push(result);
  client.dispose();
  return results;
}

describe('POST /graphql/stream', () => {
  it('carries subscriptions, queries and mutations as server-sent events', async () => {
    const door = await openDoor();
    expect(await collect(door, { query: 'subscription { count(to: 3) }' })).toEqual(
      [1, 2, 3].map((count) => ({ data: { count } })),
    );
    expect(await collect(door, { query: '{ who }' })).toEqual([{ data: { who: 'development' } }]);
    expect(await collect(door, { query: 'mutation { write }' })).toEqual([{ data: { write: true } }]);
  });

  it('refuses as over HTTP: faulty, deep and dear documents', async () => {
    const door = await openDoor(stubServices({ limits: { depth: 2, items: 100 } }));
    const codes = async (query: string) => {
      const [answer] = (await collect(door, { query })) as { errors: { extensions: { code: string } }[] }[];
      return answer?.errors.map(({ extensions }) => extensions.code);
    };
    expect(await codes('{')).toEqual(['GRAPHQL_PARSE_FAILED']);
    expect(await codes('{ self { self { now } } }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(await codes('{ page(first: 101) { now } }')).toEqual(['PAGE_TOO_LARGE']);
  });

  it('masks faults, also those that end a subscription', async () => {
    const door = await openDoor();
    const answers = [
      ...(await collect(door, { query: '{ broken coded }' })),
      ...(await collect(door, { query: 'subscription { fails }' })),
    ];
    expect(JSON.stringify(answers)).not.toContain('swordfish');
    expect(answers).toMatchObject([
      { errors: [{ extensions: { code: 'INTERNAL' } }, { extensions: { code: 'NOT_FOUND' } }] },
      { data: { fails: 1 } },
      { errors: [{ message: 'A fault on our side.', extensions: { code: 'INTERNAL' } }] },
    ]);
  });

  it('tells the cost to whoever asks', async () => {
    const [answer] = await collect(await openDoor(), { query: '{ who }', extensions: { cost: true } });
    expect(answer).toMatchObject({ data: { who: 'development' }, extensions: { cost: { cost: 1 } } });
  });

  it('asks for the key, and for a request that no web page can make unasked', async () => {
    const key = 'a-key-of-sixteen-or-more';
    const door = await openDoor(stubServices({ http: { apiKey: key } }));
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`${door.url}/graphql/stream`, { method: 'POST', body: '{"query":"{ who }"}', headers })).status;
    const stream = { accept: 'text/event-stream', 'content-type': 'application/json' };
    expect(await ask(stream)).toBe(401);
    expect(await ask({ ...stream, authorization: `Bearer ${key}`, 'content-type': 'text/plain' })).toBe(415);
    expect(await ask({ ...stream, authorization: `Bearer ${key}`, accept: '*/*' })).toBe(400);
    expect(await collect(door, { query: '{ who }' }, { authorization: `Bearer ${key}` })).toEqual([
      { data: { who: 'api-key' } },
    ]);
    expect((await fetch(`${door.url}/graphql/stream?query={who}`)).status).toBe(404);
  });

  it('ends what is open when the server closes', async () => {
    const door = await openDoor();
    const collected = collect(door, { query: 'subscription { waits }' }).catch((error: unknown) => error);
    await pause(200);
    const begun = performance.now();
    await closeDoors();
    await collected;
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
