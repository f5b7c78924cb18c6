import { on, once } from 'node:events';
import WebSocket from 'ws';
import { closeDoors, openDoor } from '../../test/helpers/door';
import { stubServices } from '../../test/helpers/stub-services';

afterEach(closeDoors);

async function connect(protocol = 'graphql-transport-ws', services = stubServices()): Promise<WebSocket> {
  const { url } = await openDoor(services);
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol);
  await once(socket, 'open');
  return socket;
}

const send = (socket: WebSocket, message: unknown) =>
  socket.send(typeof message === 'string' ? message : JSON.stringify(message));

const readers = new WeakMap<WebSocket, AsyncIterator<[Buffer]>>();

/** Messages in the order they came, also those that came together. */
async function next(socket: WebSocket): Promise<unknown> {
  const reader = readers.get(socket) ?? (on(socket, 'message') as AsyncIterator<[Buffer]>);
  readers.set(socket, reader);
  const { value } = (await reader.next()) as IteratorYieldResult<[Buffer]>;
  return JSON.parse(value[0].toString('utf8')) as unknown;
}

async function greeted(services = stubServices()): Promise<WebSocket> {
  const socket = await connect('graphql-transport-ws', services);
  send(socket, { type: 'connection_init' });
  await next(socket);
  return socket;
}

async function closeCode(socket: WebSocket, ...messages: readonly unknown[]): Promise<unknown> {
  const closed = once(socket, 'close');
  for (const message of messages) send(socket, message);
  return (await closed)[0];
}

const subscribe = (id: string, query = 'subscription { waits }') => ({ id, type: 'subscribe', payload: { query } });

describe('graphql-transport-ws closes a socket', () => {
  it('with 4406 when the client speaks no protocol that is known', async () => {
    const { url } = await openDoor();
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`);
    expect((await once(socket, 'close'))[0]).toBe(4406);
  });

  it('with 4400 for what is no message of the protocol', async () => {
    expect(await closeCode(await connect(), 'no json')).toBe(4400);
    expect(await closeCode(await connect(), { type: 'unheard_of' })).toBe(4400);
  });

  it('with 4401 for an operation before the greeting', async () => {
    expect(await closeCode(await connect(), subscribe('1'))).toBe(4401);
  });

  it('with 4408 when no greeting comes', async () => {
    expect(await closeCode(await connect())).toBe(4408);
  });

  it('with 4409 for a second operation under the same id', async () => {
    expect(await closeCode(await greeted(), subscribe('1'), subscribe('1'))).toBe(4409);
  });

  it('with 4429 for a second greeting', async () => {
    expect(await closeCode(await greeted(), { type: 'connection_init' })).toBe(4429);
  });

  it('with 1009 for a message that is too long', async () => {
    expect(await closeCode(await greeted(), subscribe('1', `# ${'x'.repeat(1_000_000)}`))).toBe(1009);
  });
});

describe('a socket that stays open', () => {
  it('answers pings', async () => {
    const socket = await greeted();
    send(socket, { type: 'ping' });
    expect(await next(socket)).toMatchObject({ type: 'pong' });
    socket.terminate();
  });

  it('shows nothing of the schema in production', async () => {
    const key = 'a-key-of-sixteen-or-more';
    const services = stubServices({ environment: 'production', http: { apiKey: key } });
    const socket = await connect('graphql-transport-ws', services);
    send(socket, { type: 'connection_init', payload: { authorization: `Bearer ${key}` } });
    await next(socket);
    send(socket, subscribe('1', '{ nom }'));
    send(socket, subscribe('2', '{ __schema { types { name } } }'));
    const answers = JSON.stringify([await next(socket), await next(socket)]);
    expect(answers.match(/GRAPHQL_VALIDATION_FAILED/g)).toHaveLength(3);
    expect(answers).not.toMatch(/Did you mean|now/);
    socket.terminate();
  });

  it('carries a bounded number of operations', async () => {
    const socket = await greeted();
    const refusals: unknown[] = [];
    const refused = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString('utf8')) as { readonly type: string };
        if (message.type === 'error' && refusals.push(message) === 1) resolve();
      });
    });
    for (let index = 0; index <= 100; index += 1) send(socket, subscribe(String(index)));
    await refused;
    expect(refusals).toEqual([
      { id: '100', type: 'error', payload: [expect.objectContaining({ extensions: { code: 'BAD_REQUEST' } })] },
    ]);
    socket.terminate();
  });

  it('is under the rate limit and the gate of all transports', async () => {
    const socket = await greeted(stubServices({ limits: { ratePerMinute: 1 } }));
    send(socket, subscribe('1', '{ now }'));
    expect(await next(socket)).toMatchObject({ id: '1', type: 'next' });
    expect(await next(socket)).toMatchObject({ id: '1', type: 'complete' });
    send(socket, subscribe('2', '{ now }'));
    expect(await next(socket)).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] });
    socket.terminate();
    const crowded = await greeted(stubServices({ limits: { concurrent: 1, waiting: 0 } }));
    send(crowded, subscribe('1', '{ slow }'));
    send(crowded, subscribe('2', '{ now }'));
    expect(await next(crowded)).toMatchObject({
      ...{ id: '2', type: 'next' },
      payload: { errors: [{ extensions: { code: 'OVERLOADED' } }] },
    });
    crowded.terminate();
  });
});
