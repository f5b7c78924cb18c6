import { once } from 'node:events';
import { type IncomingMessage, request as send } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { closeDoors, type Door } from '../../../test/helpers/door';
import { doorOf, framework, query, type RepeatedWorld, seenOf } from '../../../test/helpers/repeated-world';
import type { CompiledPlan, OperationAnswer } from '../../execution';
import { RapportError } from '../../sdk';

afterEach(closeDoors);

/** The first is taken by the short way; the other says the same, but not as clients write it. */
const ways = { short: 'application/json', long: 'application/json;charset=utf-8' } as const;

const seen = (world: RepeatedWorld, way: keyof typeof ways, { body, headers }: Ask) =>
  seenOf(world, () =>
    world.door.post(body, { 'content-type': ways[way], 'x-request-id': 'of-a-caller-1', ...headers }),
  );

interface Ask {
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const asked = (variables: object, headers: Ask['headers'] = {}): Ask => ({ body: { query, variables }, headers });

const key = 'a-key-of-sixteen-or-more';
const authorization = `Bearer ${key}`;

describe('a query that goes the short way', () => {
  it('is answered without the framework from the second time on, with the id of its caller in answer, log and audit', async () => {
    const world = await doorOf();
    const handled = framework();
    for (const n of [1, 2, 3]) await seen(world, 'short', asked({ n }));
    expect(handled()).toBe(1);
    expect(world.requests.map(({ context }) => context.requestId)).toEqual(Array(3).fill('of-a-caller-1'));
    expect(world.ended).toEqual(['Ask', 'Ask', 'Ask']);
  });

  it.each<readonly [string, Ask]>([
    ['answered', asked({ n: 5 })],
    ['read by a page of an origin that may', asked({ n: 5 }, { origin: 'https://app.example' })],
    ['read by a page of another origin', asked({ n: 5 }, { origin: 'https://other.example' })],
    ['answered in the other media type', asked({ n: 5 }, { accept: 'application/graphql-response+json' })],
    ['left to graphql-js', asked({ n: -1 })],
    ['asked with variables of another type', asked({ n: 'x' })],
    ['too costly', asked({ n: 1, first: 90 })],
    ['sent without credentials', asked({ n: 1 }, { authorization: '' })],
    ['sent for a purpose that is none', asked({ n: 1 }, { 'rapport-purpose': 'gossip' })],
    ['one mutation more', { body: { query: `${query} mutation M { write }`, operationName: 'M' } }],
    ['asked with its cost', { body: { query, variables: { n: 1 }, extensions: { cost: true } } }],
    ['ended by a fault', asked({ n: 13 })],
    ['no object', { body: [{ query, variables: { n: 1 } }] }],
  ])('is %s as by the long way, to the last header, figure and line of log', async (_, ask) => {
    const http = { apiKey: key, allowedOrigins: ['https://app.example'] };
    const world = await doorOf({ http, limits: { items: 10, cost: 60 }, environment: 'production' });
    const whole = { ...ask, headers: { authorization, ...ask.headers } };
    for (const headers of [whole.headers, { ...whole.headers, authorization }]) {
      for (const n of [1, 2]) await seen(world, 'short', asked({ n }, headers)).catch(() => undefined);
    }
    expect(await seen(world, 'short', whole)).toEqual(await seen(world, 'long', whole));
  });

  it('counts towards the rate of its principal once, whoever answers it', async () => {
    const world = await doorOf({ limits: { ratePerMinute: 6 } });
    const statuses: number[] = [];
    for (const n of [1, 2, -1, -1, 3, 4, 5]) statuses.push((await seen(world, 'short', asked({ n }))).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
  });

  it('takes one place, also when it is handed on', async () => {
    const world = await doorOf({ limits: { concurrent: 1, waiting: 0 } });
    for (const n of [1, 2, -1, 3, -1]) expect((await seen(world, 'short', asked({ n }))).status).toBe(200);
  });

  it('is told of a database that does not answer as by the long way', async () => {
    let answers = true;
    const fault = new RapportError('UNAVAILABLE', 'The database did not answer in time. Try again.');
    const execute = async (): Promise<OperationAnswer> =>
      answers
        ? { tier: 'compiled', text: '{}', errors: [], plan: {} as CompiledPlan }
        : { tier: 'plain', reason: 'It did not answer.', fault };
    const world = await doorOf({ execute });
    await seen(world, 'short', asked({ n: 1 }));
    answers = false;
    expect(await seen(world, 'short', asked({ n: 1 }))).toEqual(await seen(world, 'long', asked({ n: 1 })));
  });
});

/** Sends a body in pieces. */
async function inPieces({ url }: Door, pieces: readonly string[], length: number): Promise<IncomingMessage> {
  const headers = { accept: '*/*', 'content-type': 'application/json', 'content-length': length };
  const sent = send(`${url}/graphql`, { method: 'POST', headers });
  const answered = once(sent, 'response');
  for (const piece of pieces) {
    sent.write(piece);
    await pause(20);
  }
  sent.end();
  const [answer] = (await answered) as [IncomingMessage];
  return answer;
}

describe('a body that comes in pieces', () => {
  it('is waited for, and goes the short way', async () => {
    const world = await doorOf();
    await seen(world, 'short', asked({ n: 1 }));
    const handled = framework();
    const body = JSON.stringify({ query, variables: { n: 4 } });
    const answer = await inPieces(world.door, [body.slice(0, 9), body.slice(9, 40), body.slice(40)], body.length);
    expect(JSON.parse(String(Buffer.concat(await answer.toArray())))).toMatchObject({ data: { number: 4 } });
    expect(handled()).toBe(0);
  });

  it('and ends before its end is treated as by the long way, and holds up nobody', async () => {
    const world = await doorOf({ limits: { concurrent: 1, waiting: 0 } });
    const outcomes: unknown[] = [];
    for (const way of ['short', 'long'] as const) {
      const headers = { 'content-type': ways[way], 'content-length': 100 };
      const sent = send(`${world.door.url}/graphql`, { method: 'POST', headers });
      sent.on('error', () => undefined).write('{"query":');
      await pause(50);
      sent.destroy();
      await pause(50);
      outcomes.push([(await seen(world, 'short', asked({ n: 1 }))).status, world.counted.splice(0).length]);
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(outcomes[0]).toEqual([200, expect.any(Number)]);
  });
});
