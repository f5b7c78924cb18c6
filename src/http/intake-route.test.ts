import { stubServices } from '../../test/helpers/stub-services';
import { RapportError, type WebHookAdapter, type WebHookRequest } from '../sdk';
import { createHttpServer, type HttpServer } from './create-http-server';

const open: HttpServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const brand = (line: number) => ({
  record: { kind: 'brand' as const, source: 'stub', sourceKey: String(line), code: String(line), name: 'A brand' },
  position: { line, raw: 'secret body' },
});

/** Lines of numbers are brands, `bad` is one malformed line. */
function adapter(requests: WebHookRequest[] = []): WebHookAdapter {
  return {
    id: 'hook',
    title: 'A hook',
    repeats: 'correct',
    verify: (request) => {
      requests.push(request);
      if (request.headers['x-signature'] !== 'right') throw new RapportError('SIGNATURE_INVALID', 'Not signed.');
    },
    read: ({ body }) =>
      body
        .toString()
        .split('\n')
        .map((text, index) =>
          text === 'bad'
            ? { rejected: { code: 'RECORD_MALFORMED', reason: 'This is no number.' }, position: { line: index + 1 } }
            : brand(index + 1),
        ),
  };
}

async function serve(services: ReturnType<typeof stubServices>): Promise<string> {
  const server = await createHttpServer(services);
  open.push(server);
  return server.listen();
}

const send = (url: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers: { 'x-signature': 'right', ...headers } });

describe('a web hook', () => {
  it('hands the body over exactly as sent, whatever type it claims', async () => {
    const requests: WebHookRequest[] = [];
    const url = await serve(stubServices({ webHook: adapter(requests) }));
    const body = Buffer.from('{"not": "json"\n\r\u0000 é');
    for (const type of ['application/json', 'text/plain', 'application/x-unheard-of', '']) {
      await send(`${url}/intake/stub/hook?key=one&key=two`, body, type === '' ? {} : { 'content-type': type });
    }
    expect(requests.map((request) => request.body)).toEqual([body, body, body, body]);
    expect(requests[0]).toMatchObject({
      method: 'POST',
      path: '',
      query: { key: 'one' },
      receivedAt: new Date('2026-11-21T12:00:00Z'),
    });
  });

  it('passes on what stands in the path below it, for every method it serves', async () => {
    const requests: WebHookRequest[] = [];
    const url = await serve(stubServices({ webHook: adapter(requests) }));
    const headers = { 'x-signature': 'right' };
    await fetch(`${url}/intake/stub/hook/v1/batch`, { method: 'PUT', body: '1', headers });
    await fetch(`${url}/intake/stub/hook/v1/pixel`, { headers });
    expect(requests.map(({ method, path, body }) => [method, path, body.length])).toEqual([
      ['PUT', 'v1/batch', 1],
      ['GET', 'v1/pixel', 0],
    ]);
  });

  it('takes what it reads and answers with a receipt of what was not simply accepted', async () => {
    const services = stubServices({
      webHook: adapter(),
      take: async () => ({
        counts: { accepted: 1, repeated: 1, corrected: 0, rejected: 0, waiting: 0, filtered: 0 },
        outcomes: [
          { status: 'accepted', position: { line: 1 } },
          {
            status: 'repeated',
            position: { line: 2, raw: 'secret body' },
            sourceKey: '2',
            customerId: 7,
            subjectId: 'x',
          },
        ],
      }),
    });
    const answer = await send(`${await serve(services)}/intake/stub/hook`, '1\n2');
    expect([answer.status, await answer.json()]).toEqual([
      200,
      {
        counts: { accepted: 1, repeated: 1, corrected: 0, rejected: 0, waiting: 0, filtered: 0 },
        items: [{ status: 'repeated', position: { line: 2 }, sourceKey: '2' }],
      },
    ]);
    expect(services.seen.taken[0]?.door).toEqual({ id: 'hook:stub/hook', repeats: 'correct', snapshots: 'now' });
  });

  it('splits a long body into transactions of bounded size', async () => {
    const services = stubServices({ webHook: adapter() });
    const answer = await send(`${await serve(services)}/intake/stub/hook`, '1\n'.repeat(2_499).trimEnd());
    expect(await answer.json()).toMatchObject({ counts: { accepted: 2_499 } });
    expect(services.seen.taken.map(({ items }) => items.length)).toEqual([1_000, 1_000, 499]);
  });

  it('serves others while it reads a long body, and takes nothing before it has read all of it', async () => {
    let turns = 0;
    const seen: number[] = [];
    const services = stubServices({
      webHook: {
        ...adapter(),
        *read() {
          setImmediate(() => {
            turns += 1;
          });
          for (let line = 1; line <= 300; line += 1) {
            seen.push(services.seen.taken.length);
            yield brand(line);
          }
          turns *= 10;
        },
      },
    });
    expect((await send(`${await serve(services)}/intake/stub/hook`, '1')).status).toBe(200);
    expect(turns).toBe(10);
    expect(new Set(seen)).toEqual(new Set([0]));
    expect(services.seen.taken.map(({ items }) => items.length)).toEqual([300]);
  });

  it('gives one answer for a long body: a fault on the way asks for all of it again', async () => {
    let batches = 0;
    const taken = { accepted: 1_000, repeated: 0, corrected: 0, rejected: 0, waiting: 0, filtered: 0 };
    const take = async () => {
      batches += 1;
      if (batches === 2) throw new RapportError('UNAVAILABLE', 'The database did not answer in time.');
      return { counts: taken, outcomes: [] };
    };
    const url = `${await serve(stubServices({ webHook: adapter(), take }))}/intake/stub/hook`;
    const body = '1\n'.repeat(2_000).trimEnd();
    expect((await send(url, body)).status).toBe(503);
    expect(await (await send(url, body)).json()).toMatchObject({ counts: { accepted: 2_000 } });
  });

  it.each([
    ['a wrong signature', { 'x-signature': 'wrong' }, '1', 401, 'SIGNATURE_INVALID'],
    ['a body of which nothing can be read', {}, 'bad', 400, 'RECORD_MALFORMED'],
    ['a body that is too large', {}, 'x'.repeat(10_000_001), 413, 'BAD_REQUEST'],
  ])('refuses %s and keeps nothing', async (_what, headers, body, status, code) => {
    const services = stubServices({ webHook: adapter() });
    const answer = await send(`${await serve(services)}/intake/stub/hook`, body, headers as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(services.seen.taken).toEqual([]);
  });

  it('keeps a bad item that comes among good ones', async () => {
    const services = stubServices({ webHook: adapter() });
    expect((await send(`${await serve(services)}/intake/stub/hook`, '1\nbad')).status).toBe(200);
    expect(services.seen.taken[0]?.items).toHaveLength(2);
  });

  it('asks the sender to come back when the database does not answer', async () => {
    const take = () => Promise.reject(new RapportError('UNAVAILABLE', 'The database did not answer in time.'));
    const answer = await send(`${await serve(stubServices({ webHook: adapter(), take }))}/intake/stub/hook`, '1');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  });

  it('keeps what its adapter cannot read, and does not say why', async () => {
    const broken = {
      ...adapter(),
      verify: () => undefined,
      read: () => {
        throw new Error('the password is swordfish');
      },
    };
    const services = stubServices({ webHook: broken });
    const headers = { authorization: 'Bearer secret', 'x-kind': 'receipt' };
    const answer = await send(`${await serve(services)}/intake/stub/hook?api_key=1&part=2`, '1', headers);
    const text = await answer.text();
    expect(answer.status).toBe(202);
    expect(text).not.toContain('swordfish');
    expect(JSON.parse(text)).toMatchObject({ kept: { code: 'PLUGIN_FAILED', setAsideId: expect.any(String) } });
    const [written] = services.seen.written;
    expect(written).toEqual(expect.arrayContaining(['hook:stub/hook', 'PLUGIN_FAILED', '1', 'stub']));
    const { headers: kept, query } = JSON.parse(String(written?.[6])) as Record<string, Record<string, string>>;
    expect([kept?.['x-kind'], query]).toEqual(['receipt', { part: '2' }]);
    expect(Object.keys(kept ?? {})).not.toEqual(expect.arrayContaining(['authorization']));
    expect(Object.keys(kept ?? {})).not.toEqual(expect.arrayContaining(['x-signature']));
  });

  it('asks the sender to come back when the adapter cannot even verify', async () => {
    const broken = {
      ...adapter(),
      verify: () => {
        throw new Error('the password is swordfish');
      },
    };
    const services = stubServices({ webHook: broken });
    const answer = await send(`${await serve(services)}/intake/stub/hook`, '1');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'PLUGIN_FAILED', plugin: 'stub' } }] });
    expect(services.seen.written).toEqual([]);
  });

  it('is not found under a name that no plugin has', async () => {
    const answer = await send(`${await serve(stubServices())}/intake/stub/hook`, '1');
    expect([answer.status, await answer.json()]).toMatchObject([
      404,
      { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    ]);
  });

  it('needs no key of the installation, for it checks its own signature', async () => {
    const services = stubServices({ webHook: adapter(), http: { apiKey: 'a-key-of-sixteen-or-more' } });
    expect((await send(`${await serve(services)}/intake/stub/hook`, '1')).status).toBe(200);
  });
});
