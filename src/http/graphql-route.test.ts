import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { stubServices } from '../../test/helpers/stub-services';
import { createHttpServer, type HttpServer } from './create-http-server';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly {
      readonly message: string;
      readonly path?: unknown;
      readonly extensions: Record<string, unknown>;
    }[];
    readonly extensions?: Record<string, unknown>;
  };
}

const open: HttpServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serve(services = stubServices()): Promise<{ readonly services: typeof services; readonly url: string }> {
  const server = await createHttpServer(services);
  open.push(server);
  return { services, url: await server.listen() };
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer['body'] };
}

const codes = ({ body }: Answer) => body.errors?.map((error) => error.extensions.code);

describe('POST /graphql', () => {
  it('answers with the principal and the one clock of the request', async () => {
    const { url } = await serve();
    const { status, body } = await post(url, { query: '{ who now }' });
    expect([status, body]).toEqual([200, { data: { who: 'development', now: '2026-11-21T12:00:00.000Z' } }]);
  });

  it('shows code and message of our own faults, and none of their details', async () => {
    const { url } = await serve();
    const { body } = await post(url, { query: '{ coded now }' });
    expect(body.data).toEqual({ coded: null, now: expect.any(String) });
    expect(body.errors).toEqual([
      {
        message: 'Nothing has this key.',
        path: ['coded'],
        locations: expect.any(Array),
        extensions: { code: 'NOT_FOUND' },
      },
    ]);
  });

  it('masks every other fault and logs it with its stack under the id it names', async () => {
    const { url, services } = await serve();
    const answer = await post(url, { query: '{ broken absent }' }, { 'x-request-id': 'follow-me-1' });
    expect(JSON.stringify(answer.body)).not.toContain('swordfish');
    expect(codes(answer)).toEqual(['INTERNAL', 'INTERNAL']);
    expect(answer.body.errors?.[0]?.extensions.requestId).toBe('follow-me-1');
    expect(answer.headers.get('x-request-id')).toBe('follow-me-1');
    const lines = services.seen.logged.filter(({ requestId, level }) => requestId === 'follow-me-1' && level === 50);
    expect(lines).toContainEqual(
      expect.objectContaining({
        path: ['broken'],
        err: expect.objectContaining({ message: 'the password is swordfish', stack: expect.stringContaining('at ') }),
      }),
    );
  });

  it('keeps the words of the GraphQL library about the request itself', async () => {
    const { url } = await serve();
    const parse = await post(url, { query: '{' });
    const validation = await post(url, { query: '{ unknown }' });
    const variable = await post(url, { query: 'query ($n: Int!) { number(of: $n) }', variables: { n: 'x' } });
    expect([parse, validation, variable].map(codes)).toEqual([
      ['GRAPHQL_PARSE_FAILED'],
      ['GRAPHQL_VALIDATION_FAILED'],
      ['BAD_USER_INPUT'],
    ]);
    expect(validation.body.errors?.[0]?.message).toContain('unknown');
  });

  it('calls it the caller’s mistake when the GraphQL library refuses a request before any field runs', async () => {
    const { url, services } = await serve();
    const variables = { list: Array.from({ length: 100 }, () => 'x') };
    const faulty = await post(url, { query: 'query ($list: [Int!]!) { total(of: $list) }', variables });
    const hash = await post(url, { query: '{ now }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } });
    const subscription = await post(url, { query: 'subscription { count(to: 3) }' });
    expect(codes(faulty)?.at(-1)).toBe('BAD_REQUEST');
    expect([hash, subscription].map(codes)).toEqual([['BAD_REQUEST'], ['BAD_REQUEST']]);
    expect([faulty.status, hash.status, subscription.status]).toEqual([400, 400, 400]);
    expect(subscription.body.errors?.[0]?.message).toMatch(/WebSockets.*\/graphql\/stream/);
    expect(services.seen.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it('counts SQL statements for developers who ask', async () => {
    const { url } = await serve();
    const asked = await post(url, { query: '{ a: ask b: ask }' }, { 'rapport-explain': '1' });
    expect(asked.body.extensions).toMatchObject({ statements: 2 });
    expect((await post(url, { query: '{ ask }' })).body.extensions).toBeUndefined();
  });

  it('refuses operations that are too deep or too long before running them', async () => {
    const { url } = await serve();
    const deep = await post(url, { query: `${'{ self '.repeat(15)}{ now }${' }'.repeat(15)}` });
    const allowed = await post(url, { query: `${'{ self '.repeat(14)}{ now }${' }'.repeat(14)}` });
    const long = await post(url, { query: `{ ${'now '.repeat(5_000)} }` });
    const circle = await post(url, { query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }' });
    expect([deep, long, circle].map((answer) => codes(answer)?.[0])).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
      'GRAPHQL_PARSE_FAILED',
      'GRAPHQL_VALIDATION_FAILED',
    ]);
    expect(allowed.status).toBe(200);
  });

  it('refuses operations whose pages hold too much together, before running them', async () => {
    const { url } = await serve();
    const nested = 'query ($n: Int) { page(first: $n) { page(first: 200) { page(first: 20) { now } } } }';
    const large = await post(url, { query: nested, variables: { n: 200 } });
    expect([large.status, codes(large)]).toEqual([400, ['PAGE_TOO_LARGE']]);
    expect((await post(url, { query: nested, variables: { n: 1 } })).body.errors).toBeUndefined();
  });

  it('measures fragments that spread each other in time that does not explode', async () => {
    const { url } = await serve();
    const fragments = Array.from(
      { length: 40 },
      (_, index) => `fragment F${index} on Query { a: self { ...F${index + 1} } b: self { ...F${index + 1} } }`,
    );
    const query = `{ ...F0 } ${fragments.join(' ')} fragment F40 on Query { now }`;
    expect(codes(await post(url, { query }))).toContain('GRAPHQL_VALIDATION_FAILED');
  });

  it('answers a body it cannot read in the same shape', async () => {
    const { url } = await serve();
    const junk = await post(url, '{"query": ');
    expect([junk.status, codes(junk)]).toEqual([400, ['BAD_REQUEST']]);
    const address = await fetch(`${url}/intake/stub/%zz`);
    expect([address.status, await address.json()]).toEqual([400, { errors: [expect.any(Object)] }]);
    const large = await post(url, { query: 'x'.repeat(10_000_001) });
    expect([large.status, codes(large)]).toEqual([413, ['BAD_REQUEST']]);
  });

  it('refuses requests that any web page could make a browser send', async () => {
    const { url } = await serve();
    const simple = await fetch(`${url}/graphql?query={now}`);
    expect(simple.status).toBe(400);
    const asText = await post(url, { query: '{ now }' }, { 'content-type': 'text/plain' });
    expect(asText.status).toBeGreaterThanOrEqual(400);
  });

  it('answers no foreign host names while it has no key', async () => {
    const { url, services } = await serve();
    const [answer] = (await once(get(`${url}/healthz`, { headers: { host: 'evil.example:4000' } }), 'response')) as [
      IncomingMessage,
    ];
    answer.resume();
    expect(answer.statusCode).toBe(403);
    expect(services.seen.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('allows no other origin unless it is configured', async () => {
    const closed = await serve();
    const asked = { headers: { origin: 'https://crm.example.com' } };
    expect((await fetch(`${closed.url}/healthz`, asked)).headers.get('access-control-allow-origin')).toBeNull();
    const opened = await serve(stubServices({ http: { allowedOrigins: ['https://crm.example.com'] } }));
    expect((await fetch(`${opened.url}/healthz`, asked)).headers.get('access-control-allow-origin')).toBe(
      'https://crm.example.com',
    );
  });
});

describe('a server that closes', () => {
  it('finishes what is under way and takes nothing new', async () => {
    const { url } = await serve();
    const slow = post(url, { query: '{ slow }' });
    await pause(100);
    const closed = open.pop()?.close();
    await pause(50);
    const late = post(url, { query: '{ now }' }).then(
      ({ status }) => status,
      () => 'refused',
    );
    expect([503, 'refused']).toContain(await late);
    expect((await slow).body).toEqual({ data: { slow: 'but sure' } });
    await closed;
  });
});

describe('an installation with a key', () => {
  const key = 'a-key-of-sixteen-or-more';
  const production = () => stubServices({ environment: 'production', http: { apiKey: key } });

  it('lets nobody in without it', async () => {
    const { url } = await serve(production());
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: key }] as Record<string, string>[]) {
      const answer = await post(url, { query: '{ who }' }, headers);
      expect([answer.status, codes(answer)]).toEqual([401, ['UNAUTHENTICATED']]);
    }
    expect((await post(url, { query: '{ who }' }, { authorization: `Bearer ${key}` })).body.data).toEqual({
      who: 'api-key',
    });
  });

  it('shows no explorer, schema or statement counts in production', async () => {
    const { url } = await serve(production());
    const headers = { authorization: `Bearer ${key}`, 'rapport-explain': '1' };
    expect((await fetch(`${url}/graphiql`)).status).toBe(404);
    expect(codes(await post(url, { query: '{ __schema { types { name } } }' }, headers))).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
    expect((await post(url, { query: '{ ask }' }, headers)).body.extensions).toBeUndefined();
    expect((await post(url, { query: '{ nom }' }, headers)).body.errors?.[0]?.message).not.toContain('Did you mean');
  });

  it('never writes the key into the log', async () => {
    const { url, services } = await serve(production());
    await post(url, { query: '{ broken }' }, { authorization: `Bearer ${key}` });
    await fetch(`${url}/graphql?key=${key}`, { headers: { authorization: `Bearer ${key}` } });
    expect(JSON.stringify(services.seen.logged)).not.toContain(key);
  });

  it('still tells whether it is alive', async () => {
    const { url } = await serve(production());
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({
      status: 'ready',
      checks: { database: { state: 'ok' } },
    });
  });
});

describe('the explorer', () => {
  it('loads nothing from elsewhere', async () => {
    const { url } = await serve();
    const answer = await fetch(`${url}/graphiql`);
    const page = await answer.text();
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)="?https?:/i);
    expect(page).not.toMatch(/url\(["']?https?:|@import/);
    expect(answer.headers.get('content-security-policy')).toContain(`default-src 'none'`);
  });
});
