import { once } from 'node:events';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { stubServices } from '../../test/helpers/stub-services';
import { createHttpServer, type HttpServer } from './create-http-server';

const open: HttpServer[] = [];
const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
  for (const server of open.splice(0)) await server.close();
});

async function serve(services = stubServices()): Promise<string> {
  const server = await createHttpServer(services);
  open.push(server);
  return (await server.listen()).replace('http', 'ws');
}

function connect(url: string, connectionParams: Record<string, unknown> = {}): Client {
  const client = createClient({ url: `${url}/graphql`, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });
  clients.push(client);
  return client;
}

/** All results of an operation, or what the socket or the server said instead. */
function collect(client: Client, query: string): Promise<readonly unknown[]> {
  const results: unknown[] = [];
  return new Promise((resolve, reject) => {
    client.subscribe(
      { query },
      { next: (result) => results.push(result), error: reject, complete: () => resolve(results) },
    );
  });
}

const refusal = (client: Client, query: string) =>
  collect(client, query).then(
    () => 'accepted',
    (error: unknown) => error,
  );

describe('a socket on /graphql', () => {
  it('carries subscriptions and queries', async () => {
    const client = connect(await serve());
    expect(await collect(client, 'subscription { count(to: 3) }')).toEqual(
      [1, 2, 3].map((count) => ({ data: { count } })),
    );
    expect(await collect(client, '{ who }')).toEqual([{ data: { who: 'development' } }]);
  });

  it('answers faulty documents as errors and stays open', async () => {
    const client = connect(await serve());
    expect(await refusal(client, '{')).toEqual([
      expect.objectContaining({ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }),
    ]);
    expect(await refusal(client, '{ unknown }')).toEqual([
      expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
    ]);
    expect(await refusal(client, `${'{ self '.repeat(15)}{ now }${' }'.repeat(15)}`)).toEqual([
      expect.objectContaining({ message: expect.stringContaining('levels deep') }),
    ]);
    expect(await refusal(client, `{ ${'now '.repeat(5_000)} }`)).toEqual([
      expect.objectContaining({ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }),
    ]);
    expect(await collect(client, '{ who }')).toHaveLength(1);
  });

  it('masks faults as over HTTP', async () => {
    const client = connect(await serve());
    const [result] = await collect(client, '{ broken coded }');
    expect(result).toMatchObject({
      errors: [
        { message: 'A fault on our side.', extensions: { code: 'INTERNAL', requestId: expect.any(String) } },
        { message: 'Nothing has this key.', extensions: { code: 'NOT_FOUND' } },
      ],
    });
    expect(JSON.stringify(await refusal(client, 'subscription { fails }'))).not.toContain('swordfish');
  });

  it('asks for the key in the parameters of the connection', async () => {
    const key = 'a-key-of-sixteen-or-more';
    const url = await serve(stubServices({ http: { apiKey: key } }));
    expect(await refusal(connect(url), '{ who }')).toMatchObject({ code: 4401 });
    expect(await collect(connect(url, { authorization: `Bearer ${key}` }), '{ who }')).toEqual([
      { data: { who: 'api-key' } },
    ]);
  });

  it('is refused to pages of other origins', async () => {
    const url = await serve();
    const socket = new WebSocket(`${url}/graphql`, 'graphql-transport-ws', { origin: 'https://evil.example' });
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('403');
    const own = new WebSocket(`${url}/graphql`, 'graphql-transport-ws', { origin: url.replace('ws', 'http') });
    await once(own, 'open');
    own.terminate();
  });

  it('is opened nowhere else', async () => {
    const socket = new WebSocket(`${await serve()}/elsewhere`, 'graphql-transport-ws');
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('404');
  });

  it('is closed when the server closes', async () => {
    const url = await serve();
    const socket = new WebSocket(`${url}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await open.pop()?.close();
    expect((await closed)[0]).toBe(1001);
  });
});
