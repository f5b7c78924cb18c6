import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { parse, validate } from 'graphql';
import pino from 'pino';
import { callPlugin } from '../test/helpers/call-plugin';
import { type App, createApp } from './app';
import { readConfig } from './config';
import { documentFaults } from './http/documents/document-faults';
import { exampleQueries } from './http/example-queries';
import { column, definePlugin } from './sdk';
import { createTestDatabase, testDatabase } from './testing/test-database';

jest.setTimeout(60_000);

const shelfPlugin = definePlugin({
  id: 'shelf',
  version: '1.0.0',
  title: 'Shelf',
  description: 'A table of its own and a job, for tests.',
  engine: '^0.1.0',
  contribute: () => ({
    storage: {
      migrations: [{ name: '1790000000001-shelf', up: 'create table book (title text primary key)' }],
      subjectData: { export: async () => ({}), erase: async () => 0 },
    },
    jobs: [
      {
        id: 'shelf.fill',
        title: 'Puts a book onto the shelf',
        run: async ({ writer, payload }) => {
          await writer.execute({ text: 'insert into plugin_shelf.book values ($1)', values: [payload.title] });
        },
      },
    ],
  }),
});

let stored: Awaited<ReturnType<typeof createTestDatabase>>;
let app: App;
const log = pino({ level: 'silent' });
const plugins = [{ use: callPlugin }, { use: shelfPlugin }];
const configFor = (url: string, more: Record<string, string> = {}) =>
  readConfig({ port: '0' }, { DATABASE_URL: url, ...more });

beforeAll(async () => {
  stored = await createTestDatabase();
  app = await createApp(configFor(stored.url), { plugins, log });
});
afterAll(async () => {
  await app.close();
  await stored.drop();
});

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: answers of tests have the shape of their query
  readonly data?: any;
  readonly errors?: readonly unknown[];
}

async function ask(query: string): Promise<Answer> {
  const answer = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await answer.json()) as Answer;
}

describe('the composed platform', () => {
  it('takes a contact in by GraphQL and answers with what it is worth', async () => {
    await ask(`mutation { upsertCustomer(input: { source: "t", sourceKey: "ana", kind: PROFESSIONAL,
      identifiers: [{ system: "crm", value: "ana" }], name: { given: "Ana", family: "Lund" } }) { customer { id } } }`);
    const recorded = await ask(`mutation { recordInteractions(input: { source: "t", items: [{ sourceKey: "1",
      type: "call.held", customer: { identifiers: [{ system: "crm", value: "ana" }] },
      occurredAt: "${new Date().toISOString()}", details: { minutes: 30 } }] }) { recorded } }`);
    expect(recorded).toEqual({ data: { recordInteractions: { recorded: 1 } } });
    const { data } = await ask(`{ customerByIdentifier(system: "crm", value: "ana") {
      displayName relationshipValue { value } timeline { nodes { ... on CallHeld { minutes } } } } }`);
    expect(data.customerByIdentifier).toEqual({
      displayName: 'Ana Lund',
      relationshipValue: { value: expect.any(Number) },
      timeline: { nodes: [{ minutes: 30 }] },
    });
    expect(data.customerByIdentifier.relationshipValue.value).toBeGreaterThan(0);
  });

  it('is ready, and says so part by part', async () => {
    const answer = await fetch(`${app.url}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      {
        status: 'ready',
        checks: {
          database: { state: 'ok' },
          migrations: { state: 'ok' },
          plugins: {
            state: 'ok',
            details: [
              { id: 'call', version: '1.0.0', state: 'ok' },
              { id: 'shelf', version: '1.0.0', state: 'ok' },
            ],
          },
        },
      },
    ]);
  });

  it("makes a plugin's tables and runs its jobs", async () => {
    await app.jobs.add('shelf.fill', { title: 'Middlemarch' });
    const books = () => app.database.reader().query({ text: 'select title from plugin_shelf.book' });
    for (let round = 0; round < 200 && (await books()).length === 0; round += 1) await pause(25);
    expect(await books()).toEqual([{ title: 'Middlemarch' }]);
  });

  it('opens the explorer with queries that are valid and within the limits', async () => {
    for (const query of exampleQueries) {
      expect(documentFaults(parse(query), { depth: 15 })).toEqual([]);
      expect(validate(app.schema, parse(query))).toEqual([]);
    }
    const answers = await Promise.all(exampleQueries.filter((query) => !query.includes('subscription')).map(ask));
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  });

  it('can share a database with another instance', async () => {
    const other = await createApp(configFor(stored.url), { plugins, log });
    expect(other.opened.migrations.applied).toEqual([]);
    await other.close();
  });
});

describe('a start that cannot succeed', () => {
  it('reports all faults of plugins before it touches the database', async () => {
    const broken = definePlugin({ ...shelfPlugin.manifest, id: 'Bad Id', version: 'x', contribute: () => ({}) });
    const attempt = createApp(configFor('postgres://nobody:none@127.0.0.1:1/none'), {
      plugins: [{ use: broken }],
      log,
    });
    await expect(attempt).rejects.toMatchObject({
      faults: expect.arrayContaining([
        expect.objectContaining({ code: 'PLUGIN_ID_INVALID' }),
        expect.objectContaining({ code: 'PLUGIN_VERSION_INVALID' }),
      ]),
    });
  });

  it('names every field whose column the database does not have', async () => {
    const changed = await testDatabase();
    await changed.reader().query({ text: 'alter table core.channel_closure rename column reason to why' });
    await expect(createApp(configFor(changed.url), { plugins, log })).rejects.toMatchObject({
      code: 'SCHEMA_BUILD_FAILED',
      details: { faults: [expect.stringContaining('core.channel_closure.reason, which does not exist')] },
    });
    await changed.close();
  });

  it('goes on without a field of a plugin whose column does not exist, and tells the plugin', async () => {
    const astray = definePlugin({
      ...{ ...shelfPlugin.manifest, id: 'astray', title: 'Astray', description: 'Reads what is not there.' },
      contribute: () => ({
        fields: [
          {
            ...{ on: 'Customer', name: 'astray', description: 'Not there.', type: () => String, nullable: true },
            source: column('no_such_column'),
          },
        ],
      }),
    });
    const other = await createApp(configFor(stored.url), { plugins: [...plugins, { use: astray }], log });
    expect(other.health.faultsOf('astray')).toMatchObject([
      { code: 'SCHEMA_BUILD_FAILED', message: expect.stringContaining('core.customer.no_such_column') },
    ]);
    const answer = await fetch(`${other.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ customers(first: 1) { totalCount } }' }),
    });
    expect(await answer.json()).toMatchObject({ data: { customers: { totalCount: expect.any(Number) } } });
    await other.close();
  });

  it('names the port that is taken, and lets the database go again', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const config = readConfig({ port: String(port) }, { DATABASE_URL: stored.url });
    await expect(createApp(config, { plugins, log })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining(`PORT ${port}`),
    });
    taken.close();
  });
});
