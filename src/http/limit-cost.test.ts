import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { closeDoors, codesOf, openDoor } from '../../test/helpers/door';
import { stubServices } from '../../test/helpers/stub-services';

afterEach(closeDoors);

const services = () => stubServices({ limits: { cost: 100, items: 1_000, depth: 5 } });
const dear = 'query ($n: Int = 40) { self { page(first: $n) { now who } } }';

const overSocket = async (url: string, query: string, extensions?: Record<string, unknown>): Promise<unknown> => {
  const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  try {
    return await new Promise((resolve) => {
      client.subscribe(
        { query, ...(extensions === undefined ? {} : { extensions }) },
        { next: resolve, error: resolve, complete: () => undefined },
      );
    });
  } finally {
    await client.dispose();
  }
};

describe('the limit on the cost of an operation', () => {
  it('refuses before anything runs, saying cost, limit and where most of it arises', async () => {
    const door = await openDoor(services());
    const { status, body } = await door.post({ query: dear });
    expect([status, body]).toEqual([
      400,
      {
        errors: [
          {
            message:
              'The operation costs 121; 100 are allowed. Most of it arises at self.page.now. Ask for smaller pages or fewer fields.',
            extensions: { code: 'COST_TOO_HIGH', cost: { asked: 121, limit: 100, path: ['self', 'page', 'now'] } },
          },
        ],
      },
    ]);
    expect((await door.post({ query: dear, variables: { n: 5 } })).status).toBe(200);
  });

  it('holds over sockets as over HTTP', async () => {
    const { url } = await openDoor(services());
    expect(await overSocket(url, dear)).toEqual([
      expect.objectContaining({ extensions: { code: 'COST_TOO_HIGH', cost: expect.objectContaining({ asked: 121 }) } }),
    ]);
    expect(await overSocket(url, '{ self { page(first: 1001) { now } } }')).toMatchObject([
      { extensions: { code: 'PAGE_TOO_LARGE' } },
    ]);
    expect(await overSocket(url, '{ self { self { self { self { self { now } } } } } }')).toMatchObject([
      { message: expect.stringContaining('6 levels deep; 5 are allowed') },
    ]);
  });

  it('tells the cost to whoever asks', async () => {
    const door = await openDoor(services());
    const cost = { cost: 3, items: 0, path: ['self', 'now'], limit: 100, itemsLimit: 1_000 };
    const query = '{ self { now who } }';
    expect((await door.post({ query, extensions: { cost: true } })).body.extensions).toEqual({ cost });
    expect((await door.get({ query, extensions: { cost: true } })).body.extensions).toEqual({ cost });
    expect((await door.post({ query })).body.extensions).toBeUndefined();
    expect(await overSocket(door.url, query, { cost: true })).toMatchObject({ extensions: { cost } });
    const refused = await door.post({ query: dear, extensions: { cost: true } });
    expect(refused.body.extensions).toMatchObject({ cost: { cost: 121 } });
  });
});

describe('what a document may hold', () => {
  it.each([
    ['aliases', `{ ${Array.from({ length: 201 }, (_, index) => `a${index}: now`).join(' ')} }`, /201 aliases; 200/],
    [
      'aliases of __typename',
      `{ ${Array.from({ length: 201 }, (_, index) => `a${index}: __typename`).join(' ')} }`,
      /201 aliases; 200/,
    ],
    ['directives', `{ ${'... @skip(if: false) { now } '.repeat(101)} }`, /101 directives; 100/],
    ['tokens', `{ ${'now '.repeat(5_000)} }`, /3000 tokens/],
  ])('is limited in its %s, over HTTP and over sockets', async (_what, query, message) => {
    const door = await openDoor();
    const { body } = await door.post({ query });
    expect(body.errors?.map((error) => error.message)).toContainEqual(expect.stringMatching(message));
    expect(await overSocket(door.url, query)).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(message) }),
    );
  });

  it('is one operation a request', async () => {
    const door = await openDoor();
    const batch = await door.post([{ query: '{ now }' }, { query: '{ now }' }]);
    expect([batch.status, codesOf(batch)]).toEqual([400, ['BAD_REQUEST']]);
  });
});
