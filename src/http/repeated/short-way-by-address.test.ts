import { createHash } from 'node:crypto';
import { request as send } from 'node:http';
import { closeDoors } from '../../../test/helpers/door';
import { doorOf, framework, query, type RepeatedWorld, seenOf } from '../../../test/helpers/repeated-world';

afterEach(closeDoors);

const persistedQuery = { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') };

/** What the framework alone reads, and nobody else: a parameter without a name. */
const ways = { short: {}, long: { '': '' } } as const;

interface Ask {
  readonly variables?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly more?: Readonly<Record<string, unknown>>;
}

const seen = (world: RepeatedWorld, way: keyof typeof ways, { variables, headers, more }: Ask) =>
  seenOf(world, () =>
    world.door.get(
      { ...(variables === undefined ? {} : { variables }), extensions: { persistedQuery }, ...more, ...ways[way] },
      { 'x-request-id': 'of-a-caller-1', ...headers },
    ),
  );

/** As clients do when the hash is not known yet. */
const persist = (world: RepeatedWorld, headers: Ask['headers'] = {}) =>
  world.door.get({ query, variables: { n: 1 }, extensions: { persistedQuery } }, headers);

const key = 'a-key-of-sixteen-or-more';
const authorization = `Bearer ${key}`;

/** Of the answer to `{ n: 5 }`. */
async function tagOf(world: RepeatedWorld): Promise<string> {
  const { headers } = await seen(world, 'long', { variables: { n: 5 }, headers: { authorization } });
  return headers.etag ?? 'none';
}

describe('a persisted query by GET that goes the short way', () => {
  it('is answered without the framework from the second time on', async () => {
    const world = await doorOf();
    await persist(world);
    const handled = framework();
    for (const n of [1, 2, 3]) await seen(world, 'short', { variables: { n } });
    expect(handled()).toBe(1);
    expect(world.ended).toEqual(['Ask', 'Ask', 'Ask', 'Ask']);
  });

  it.each<readonly [string, Ask]>([
    ['answered', { variables: { n: 5 } }],
    ['read by a page of an origin that may', { variables: { n: 5 }, headers: { origin: 'https://app.example' } }],
    ['read by a page of another origin', { variables: { n: 5 }, headers: { origin: 'https://other.example' } }],
    [
      'answered in the other media type',
      { variables: { n: 5 }, headers: { accept: 'application/graphql-response+json' } },
    ],
    ['known to its caller, whatever it is', { variables: { n: 5 }, headers: { 'if-none-match': '*' } }],
    ['known to its caller as another', { variables: { n: 5 }, headers: { 'if-none-match': '"other"' } }],
    ['left to graphql-js', { variables: { n: -1 } }],
    ['asked with variables of another type', { variables: { n: 'x' } }],
    ['asked with variables that are no JSON', { variables: '{' }],
    ['asked without variables', {}],
    ['too costly', { variables: { n: 1, first: 90 } }],
    ['asked for an operation of another name', { variables: { n: 1 }, more: { operationName: 'Other' } }],
    ['asked for its operation by name', { variables: { n: 1 }, more: { operationName: 'Ask' } }],
    ['sent without credentials', { variables: { n: 1 }, headers: { authorization: '' } }],
    ['sent for a purpose that is none', { variables: { n: 1 }, headers: { 'rapport-purpose': 'gossip' } }],
    ['sent as a web page could', { variables: { n: 1 }, headers: { 'apollo-require-preflight': '' } }],
    ['sent with a media type', { variables: { n: 1 }, headers: { 'content-type': 'application/json' } }],
    ['ended by a fault', { variables: { n: 13 } }],
  ])('is %s as by the long way, to the last header, figure and line of log', async (_, ask) => {
    const http = { apiKey: key, allowedOrigins: ['https://app.example'] };
    const world = await doorOf({ http, limits: { items: 10, cost: 60 }, environment: 'production' });
    const whole = { ...ask, headers: { authorization, ...ask.headers } };
    await persist(world, { authorization });
    for (const n of [1, 2]) await seen(world, 'short', { ...whole, variables: { n } });
    expect(await seen(world, 'short', whole)).toEqual(await seen(world, 'long', whole));
  });

  it('is not sent again to a caller that has it, by whichever way', async () => {
    const world = await doorOf({ http: { apiKey: key } });
    await persist(world, { authorization });
    await seen(world, 'short', { variables: { n: 5 }, headers: { authorization } });
    const tag = await tagOf(world);
    const handled = framework();
    const headers = { authorization, 'if-none-match': `"other", W/${tag}` };
    const short = await seen(world, 'short', { variables: { n: 5 }, headers });
    expect([short.status, short.text, short.headers.etag, handled()]).toEqual([304, '', tag, 0]);
    expect(await seen(world, 'long', { variables: { n: 5 }, headers })).toEqual(short);
    expect((await seen(world, 'short', { variables: { n: 6 }, headers })).status).toBe(200);
  });

  it('counts towards the rate of its principal once, whoever answers it', async () => {
    const world = await doorOf({ limits: { ratePerMinute: 7 } });
    await persist(world);
    const statuses: number[] = [];
    for (const n of [1, 2, -1, -1, 3, 4, 5]) statuses.push((await seen(world, 'short', { variables: { n } })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
  });

  it('leaves one with a body to the framework', async () => {
    const world = await doorOf();
    await persist(world);
    await seen(world, 'short', { variables: { n: 1 } });
    const handled = framework();
    const search = new URLSearchParams({ variables: '{"n":2}', extensions: JSON.stringify({ persistedQuery }) });
    const status = await new Promise((resolve, reject) => {
      const headers = { 'apollo-require-preflight': 'yes', 'content-length': 2, accept: '*/*' };
      const sent = send(`${world.door.url}/graphql?${search}`, { method: 'GET', headers });
      sent.on('response', ({ statusCode }) => resolve(statusCode)).on('error', reject);
      sent.end('{}');
    });
    expect([status, handled()]).toEqual([200, 1]);
  });
});
