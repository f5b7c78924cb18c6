import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { closeDoors, openDoor } from '../../../test/helpers/door';
import { stubServices } from '../../../test/helpers/stub-services';

afterEach(closeDoors);

/** A server whose one place is taken until `release` is called. */
async function fullDoor(given: Parameters<typeof stubServices>[0] = {}) {
  let [release, enter]: (() => void)[] = [];
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const entered = new Promise<void>((resolve) => {
    enter = resolve;
  });
  const execute = async () => {
    enter?.();
    await released;
    return { tier: 'plain', reason: 'This is a stub.' } as const;
  };
  const counted: object[] = [];
  const services = {
    ...stubServices({ ...given, execute, limits: { concurrent: 1, waiting: 0 } }),
    metrics: {
      answered: (answer: object) => void counted.push(answer),
      text: async () => '',
      contentType: 'text/plain',
    },
  };
  const door = await openDoor(services);
  const inside = door.post({ query: '{ now }' });
  // Where a test fails, it is cut with the server.
  inside.catch(() => undefined);
  await entered;
  return { door, services, counted, inside, release: () => release?.() };
}

describe('what comes while all places are taken', () => {
  it('is sent away with a code, the time to come back and the id of its caller, over a connection that stays', async () => {
    const { door, inside, release } = await fullDoor();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const [ids, reused] = [['caller-0001', 'caller-0002'], [] as boolean[]];
    for (const id of ids) {
      const sent: ClientRequest = request(`${door.url}/graphql`, {
        ...{ method: 'POST', agent },
        headers: { 'content-type': 'application/json', 'x-request-id': id },
      });
      // It is not looked at: this would be no operation.
      sent.end('{"query'.padEnd(100_000));
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      reused.push(sent.reusedSocket);
      expect([answer.statusCode, answer.headers]).toEqual([
        503,
        expect.objectContaining({ 'retry-after': '5', 'x-request-id': id, 'x-content-type-options': 'nosniff' }),
      ]);
      const chunks = await answer.toArray();
      expect(JSON.parse(Buffer.concat(chunks as Buffer[]).toString())).toEqual({
        errors: [{ message: expect.any(String), extensions: { code: 'OVERLOADED' } }],
      });
    }
    agent.destroy();
    expect(reused).toEqual([false, true]);
    release();
    expect((await inside).status).toBe(200);
    expect((await door.post({ query: '{ now }' })).status).toBe(200);
  });

  it('is sent away at every door that lets operations in, and health is answered', async () => {
    const { door, inside, release } = await fullDoor();
    const statusOf = async (path: string, method: string) => (await fetch(`${door.url}${path}`, { method })).status;
    expect(await statusOf('/graphql?query=%7Bnow%7D', 'GET')).toBe(503);
    expect(await statusOf('/graphql/stream', 'POST')).toBe(503);
    expect(await statusOf('/intake/stub/hook', 'POST')).toBe(503);
    expect(await statusOf('/intake/stub/hook/more?token=1', 'PUT')).toBe(503);
    expect(await statusOf('/graphqlx', 'GET')).toBe(404);
    expect([await statusOf('/healthz', 'GET'), await statusOf('/readyz', 'GET')]).toEqual([200, 200]);
    release();
    await inside;
  });

  it('is told to pages of origins that may read it, and to no other name of this machine', async () => {
    const origin = 'https://app.example';
    const { door, inside, release } = await fullDoor({ http: { allowedOrigins: [origin] } });
    const refused = await door.post({ query: '{ now }' }, { origin });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([503, origin]);
    const sent = request(`${door.url}/graphql`, { method: 'POST', headers: { host: 'rebound.example' } }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    expect(answer.resume().statusCode).toBe(403);
    release();
    await inside;
  });

  it('is counted one by one, and logged together', async () => {
    const { door, services, counted, inside, release } = await fullDoor();
    for (let count = 0; count < 5; count += 1) await door.post({ query: '{ now }' });
    const refusal = { route: '/graphql', method: 'POST', status: 503, seconds: 0 };
    expect(counted).toEqual([refusal, refusal, refusal, refusal, refusal]);
    const logged = services.seen.logged.filter(({ msg }) => !String(msg).startsWith('Server listening'));
    expect(logged).toEqual([expect.objectContaining({ refused: 1, level: 40 })]);
    release();
    await inside;
  });
});
