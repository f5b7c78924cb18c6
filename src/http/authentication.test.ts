import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { stubServices } from '../../test/helpers/stub-services';
import { mintKey, type Role } from '../auth';
import { createHttpServer, type HttpServer } from './create-http-server';

const open: HttpServer[] = [];
const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
  for (const server of open.splice(0)) await server.close();
});

/** A server that lets one key in, with its address. */
async function serve(
  role: Role,
  {
    connections = 100,
    ...given
  }: { readonly expires?: string; readonly purposes?: string[]; connections?: number } = {},
) {
  const { key, sha256 } = mintKey();
  const entry = { id: 'machine', name: 'Machine', sha256, roles: [role] as [string], ...given };
  const services = stubServices({
    http: { access: 'credentials' },
    limits: { connections },
    authentication: { auth: { jwt: null, serviceKeys: [entry] } },
  });
  const server = await createHttpServer(services);
  open.push(server);
  return { key, url: await server.listen() };
}

async function post(url: string, headers: Readonly<Record<string, string>>) {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body: JSON.stringify({ query: '{ who }' }),
  });
  const body = (await answer.json()) as { data?: unknown; errors?: readonly { extensions: { code: string } }[] };
  return { status: answer.status, data: body.data, codes: body.errors?.map(({ extensions }) => extensions.code) };
}

function ask(url: string, connectionParams: Record<string, unknown>): Promise<unknown> {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  });
  clients.push(client);
  return new Promise((resolve, reject) => {
    client.subscribe({ query: '{ who }' }, { next: resolve, error: reject, complete: () => undefined });
  });
}

describe('every door', () => {
  it('knows a machine by its key', async () => {
    const { url, key } = await serve('admin');
    expect(await post(url, { authorization: `Bearer ${key}` })).toMatchObject({ data: { who: 'key:machine' } });
    expect(await ask(url, { authorization: `Bearer ${key}` })).toEqual({ data: { who: 'key:machine' } });
  });

  it('shows nothing but health to strangers', async () => {
    const { url } = await serve('admin');
    expect(await post(url, {})).toEqual({ status: 401, data: undefined, codes: ['UNAUTHENTICATED'] });
    await expect(ask(url, {})).rejects.toMatchObject({ code: 4401 });
    const paths = ['/', '/graphql?query={who}', '/metrics', '/intake/stub/none'];
    const statuses = await Promise.all(paths.map(async (path) => (await fetch(url + path)).status));
    expect(statuses.filter((status) => status < 400)).toEqual([]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('takes no request that has two sets of credentials, of which a proxy may have checked the other', async () => {
    const { url, key } = await serve('admin');
    const statusWith = async (...authorization: string[]) => {
      const headers = ['host', new URL(url).host, 'content-type', 'application/json'];
      for (const [place, value] of authorization.entries()) {
        headers.push(place === 0 ? 'authorization' : 'AUTHORIZATION', value);
      }
      const sent = request(`${url}/graphql`, { method: 'POST', headers }).end('{"query":"{ who }"}');
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      return answer.resume().statusCode;
    };
    expect(await statusWith(`Bearer ${key}`)).toBe(200);
    expect(await statusWith(`Bearer ${key}`, `Bearer ${key}`)).toBe(401);
    expect(await statusWith(`Bearer ${key}`, 'Bearer other')).toBe(401);
  });

  it('refuses what the role may not ask, before it is run', async () => {
    const { url, key } = await serve('rep');
    expect(await post(url, { authorization: `Bearer ${key}` })).toEqual({
      status: 403,
      data: undefined,
      codes: ['FORBIDDEN'],
    });
    await expect(ask(url, { authorization: `Bearer ${key}` })).rejects.toMatchObject([
      { message: 'Query.who: your role does not allow this operation.', extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('takes a purpose that the credentials allow, and no other', async () => {
    const { url, key } = await serve('admin', { purposes: ['campaign'] });
    const stating = (purpose: string) => post(url, { authorization: `Bearer ${key}`, 'rapport-purpose': purpose });
    expect(await stating('campaign')).toMatchObject({ status: 200 });
    expect(await stating('service')).toMatchObject({ status: 403, codes: ['FORBIDDEN'] });
    await expect(ask(url, { authorization: `Bearer ${key}`, purpose: 'service' })).rejects.toMatchObject({
      code: 4401,
    });
  });
});

it('a socket ends with the credentials it was opened with', async () => {
  const { url, key } = await serve('admin', { expires: '2026-11-21T12:00:00.400Z' });
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } }));
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  expect([code, reason.toString()]).toEqual([4401, 'Token expired']);
});

it('a stream ends with the credentials it was opened with, and says so', async () => {
  const { url, key } = await serve('admin', { expires: '2026-11-21T12:00:00.400Z' });
  const answer = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: 'subscription { waits }' }),
  });
  const events = await answer.text();
  expect(events).toContain('{"waits":1}');
  expect(events).toContain('"code":"UNAUTHENTICATED"');
  expect(events).toMatch(/event: complete\n\n$/);
});

describe('a principal', () => {
  it('has a bounded number of sockets and streams, and may open another when one is closed', async () => {
    const { url, key } = await serve('admin', { connections: 2 });
    const greeted = async (): Promise<WebSocket | number> => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } }));
      return Promise.race([
        once(socket, 'message').then(() => socket),
        once(socket, 'close').then(([code]) => code as number),
      ]);
    };
    const [first, second] = [await greeted(), await greeted()];
    expect(await greeted()).toBe(1013);
    const stream = () =>
      fetch(`${url}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${key}` },
        body: JSON.stringify({ query: 'subscription { waits }' }),
      });
    const streams = [await stream(), await stream()];
    expect((await stream()).status).toBe(503);
    (first as WebSocket).close();
    await once(first as WebSocket, 'close');
    const third = await greeted();
    expect(third).toBeInstanceOf(WebSocket);
    for (const socket of [second, third]) (socket as WebSocket).close();
    for (const { body } of streams) await body?.cancel();
  });
});
