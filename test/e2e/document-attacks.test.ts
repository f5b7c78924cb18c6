import { createClient as createStreamClient, NetworkError } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { schemaWithoutServices } from '../../src/cli/golden/schema-document';
import { readConfig } from '../../src/config';
import { type Attack, attacks } from '../helpers/attack-documents';
import { closeDoors, type Door, openDoor } from '../helpers/door';
import { stubServices } from '../helpers/stub-services';

jest.setTimeout(120_000);

/**
 * Milliseconds of processor time. A loop cannot be held up longer than the whole process computes. A machine that is slow at the
 * moment has as long as it takes to write and read two hundred thousand small objects.
 */
let mostMilliseconds = 100;

const key = 'a-key-of-sixteen-or-more';

interface Target {
  readonly door: Door;
  readonly headers: Readonly<Record<string, string>>;
}

const targets: Partial<Record<'development' | 'production', Target>> = {};

beforeAll(async () => {
  mostMilliseconds = Math.max(mostMilliseconds, 2 * (await usualWork()));
  const schema = await schemaWithoutServices(readConfig({}, {}).plugins);
  const production = stubServices({ schema, environment: 'production', http: { apiKey: key } });
  targets.production = { door: await openDoor(production), headers: { authorization: `Bearer ${key}` } };
  targets.development = { door: await openDoor(stubServices({ schema })), headers: {} };
});
afterAll(closeDoors);

interface Refusal {
  readonly message: string;
  readonly extensions: { readonly code: string };
}

/** A connection that is refused as a whole: its message is too long. */
const closed = (reason: unknown): readonly Refusal[] => [{ message: String(reason), extensions: { code: 'CLOSED' } }];

const overPost = async ({ door, headers }: Target, { query, variables }: Attack): Promise<readonly Refusal[]> => {
  const accept = 'application/graphql-response+json';
  const { status, body } = await door.post({ query, variables }, { ...headers, accept });
  expect([400, 413]).toContain(status);
  return (body.errors ?? []) as unknown as readonly Refusal[];
};

const overSocket = async ({ door, headers }: Target, { query, variables }: Attack): Promise<readonly Refusal[]> => {
  const url = `${door.url.replace('http', 'ws')}/graphql`;
  const client = createClient({ url, webSocketImpl: WebSocket, connectionParams: headers, retryAttempts: 0 });
  try {
    return await new Promise((resolve) => {
      const next = (answer: unknown) => resolve((answer as { readonly errors?: readonly Refusal[] }).errors ?? []);
      const error = (fault: unknown) => resolve(Array.isArray(fault) ? fault : closed((fault as CloseEvent).code));
      client.subscribe(
        { query, ...(variables && { variables: { ...variables } }) },
        { next, error, complete: () => undefined },
      );
    });
  } finally {
    await client.dispose();
  }
};

const overStream = async ({ door, headers }: Target, { query, variables }: Attack): Promise<readonly Refusal[]> => {
  const client = createStreamClient({ url: `${door.url}/graphql/stream`, headers: { ...headers }, retryAttempts: 0 });
  const told: Refusal[] = [];
  try {
    const request = { query, ...(variables && { variables: { ...variables } }) };
    for await (const { errors = [] } of client.iterate(request))
      told.push(...(errors as unknown as readonly Refusal[]));
    return told;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    expect(error.response.status).toBe(413);
    return closed(error.message);
  } finally {
    client.dispose();
  }
};

/** Processor time of all threads, in milliseconds. */
async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Milliseconds for a hundred thousand objects, the least of some. */
async function usualWork(): Promise<number> {
  const objects = Array.from({ length: 100_000 }, (_, index) => ({ id: String(index), on: true }));
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const took = await processorTime(async () => {
      const read: unknown = JSON.parse(JSON.stringify(objects));
      expect(read).toHaveLength(objects.length);
    });
    least = Math.min(least, took);
  }
  return least;
}

const refusals = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'BAD_INPUT',
  'PAGE_TOO_LARGE',
  'COST_TOO_HIGH',
  'OPERATION_RESOLUTION_FAILURE',
  'CLOSED',
];

describe.each([
  ['POST', 'production', overPost],
  ['WebSocket', 'production', overSocket],
  ['server-sent events', 'production', overStream],
  // Suggestions for what does not exist are worked out here.
  ['POST', 'development', overPost],
] as const)('a document that asks for work, by %s in %s', (_transport, environment, ask) => {
  it.each(attacks.map((attack) => [attack.name, attack] as const))(
    'is refused in a moment: %s',
    async (_name, attack) => {
      let least = Number.POSITIVE_INFINITY;
      // Collecting garbage and compiling count as well, and hit one attempt or another.
      for (let attempt = 0; attempt < 4 && least >= mostMilliseconds; attempt += 1) {
        const took = await processorTime(async () => {
          const told = await ask(targets[environment] as Target, attack);
          expect(told.length).toBeGreaterThan(0);
          expect(told.filter(({ extensions: { code } }) => !refusals.includes(code))).toEqual([]);
        });
        least = Math.min(least, took);
      }
      expect(least).toBeLessThan(mostMilliseconds);
    },
  );
});
