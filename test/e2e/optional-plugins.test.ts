import pino from 'pino';
import { type App, createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import { definePlugin, type PluginFactory } from '../../src/sdk';
import { fixedClock } from '../../src/shared/clock';
import { createTestDatabase } from '../../src/testing';
import { callPlugin } from '../helpers/call-plugin';

jest.setTimeout(120_000);

const log = pino({ level: 'silent' });
const now = '2026-11-21T12:00:00Z';
const calls = callPlugin();

/** The same plugin as a version that this platform cannot start. */
const brokenCalls = definePlugin({ ...callPlugin.manifest, engine: '^9.0.0', contribute: () => calls.contributions });

/** Its table cannot be made. */
const shelf = definePlugin({
  ...{ id: 'shelf', version: '1.0.0', title: 'Shelf', description: 'A table, for tests.', engine: '^0.1.0' },
  contribute: () => ({
    storage: {
      migrations: [{ name: '1790000000001-shelf', up: 'create table book (title no_such_type)' }],
      subjectData: { export: async () => ({}), erase: async () => 0 },
    },
    webHooks: [{ id: 'books', title: 'Books', repeats: 'correct', verify: () => undefined, read: () => [] }],
  }),
});

let stored: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  stored = await createTestDatabase();
});
afterAll(() => stored.drop());

async function during<T>(plugins: readonly PluginFactory[], look: (app: App) => Promise<T>): Promise<T> {
  const config = readConfig({ port: '0' }, { DATABASE_URL: stored.url });
  const app = await createApp(config, {
    plugins: plugins.map((use) => ({ use, policy: 'optional' as const })),
    ...{ log, clock: fixedClock(now) },
  });
  try {
    return await look(app);
  } finally {
    await app.close();
  }
}

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: answers of tests have the shape of their query
  readonly data?: any;
  readonly errors?: readonly { readonly message: string }[];
}

async function ask({ url }: App, query: string): Promise<Answer['data']> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await answer.json()) as Answer;
  expect(errors).toBeUndefined();
  return data;
}

const customer = (selection: string) => `{ customerByIdentifier(system: "crm", value: "ana") { ${selection} } }`;
const valueQuery =
  customer(`relationshipValue { value components { id value byPlugin: contributions(by: PLUGIN) { label value }
  bySignal: contributions(by: SIGNAL) { label value } byEvent: contributions(by: EVENT) { label value } } }
  exact: relationshipValue(asOf: "${now}") { value }`);
const pluginsQuery =
  '{ plugins { id state policy version faults { code phase subject message } start { configuredAs } } }';

describe('a plugin that fails at a start of a platform with its data', () => {
  let before: Answer['data'];

  it('has brought in contacts that count', async () => {
    await during([callPlugin], async (app) => {
      await ask(
        app,
        `mutation { upsertCustomer(input: { source: "t", sourceKey: "ana", kind: PROFESSIONAL,
          identifiers: [{ system: "crm", value: "ana" }], name: { given: "Ana", family: "Lund" } }) { __typename }
        recordInteractions(input: { source: "t", items: [{ sourceKey: "1", type: "call.held",
          customer: { identifiers: [{ system: "crm", value: "ana" }] }, occurredAt: "2026-11-20T09:00:00Z",
          details: { minutes: 30 } }] }) { recorded } }`,
      );
      before = await ask(app, valueQuery);
      expect(before.customerByIdentifier.relationshipValue.value).toBeGreaterThan(0);
    });
  });

  it('is left out with its reason; its contacts are unknown ones, its value stays and says so', async () => {
    await during([brokenCalls, shelf], async (app) => {
      const { plugins } = await ask(app, pluginsQuery);
      expect(plugins).toMatchObject([
        {
          id: 'call',
          state: 'LEFT_OUT',
          faults: [{ code: 'PLUGIN_ENGINE_MISMATCH', phase: 'CHECK', subject: '^9.0.0' }],
        },
        { id: 'shelf', state: 'LEFT_OUT', faults: [{ code: 'MIGRATION_FAILED', phase: 'MIGRATE' }] },
      ]);
      expect(plugins[1].faults[0].message).toContain('no_such_type');

      const shown = await ask(
        app,
        customer('timeline { nodes { __typename type ... on UnknownInteraction { details } } }'),
      );
      expect(shown.customerByIdentifier.timeline.nodes).toEqual([
        { __typename: 'UnknownInteraction', type: 'call.held', details: { minutes: 30 } },
      ]);

      const { relationshipValue, exact } = (await ask(app, valueQuery)).customerByIdentifier;
      const old = before.customerByIdentifier;
      expect([relationshipValue.value, exact.value]).toEqual([old.relationshipValue.value, old.exact.value]);
      const engagement = relationshipValue.components.find(({ id }: { id: string }) => id === 'ENGAGEMENT');
      expect(engagement.byPlugin).toEqual([
        { label: 'Calls (plugin not running, as last scored)', value: expect.closeTo(engagement.value, 9) },
      ]);
      expect(engagement.bySignal[0].label).toBe('Talked (plugin not running, as last scored)');
      expect(engagement.byEvent[0].label).toBe('Talked (plugin not running, as last scored)');
    });
  });

  it('keeps its doors closed for a while, so that senders try again', async () => {
    await during([brokenCalls, shelf], async ({ url }) => {
      const answer = await fetch(`${url}/intake/shelf/books`, { method: 'POST', body: '{}' });
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'PLUGIN_NOT_RUNNING' } }] });
      expect((await fetch(`${url}/intake/nobody/books`, { method: 'POST', body: '{}' })).status).toBe(404);
      const ready = await fetch(`${url}/readyz`);
      expect([ready.status, await ready.json()]).toMatchObject([
        200,
        { checks: { plugins: { state: 'faulty', details: [{ id: 'call', state: 'left out' }, { id: 'shelf' }] } } },
      ]);
    });
  });

  it('comes back as it was', async () => {
    await during([callPlugin], async (app) => {
      expect(await ask(app, valueQuery)).toEqual(before);
      const shown = await ask(app, customer('timeline { nodes { __typename ... on CallHeld { minutes } } }'));
      expect(shown.customerByIdentifier.timeline.nodes).toEqual([{ __typename: 'CallHeld', minutes: 30 }]);
      expect((await ask(app, pluginsQuery)).plugins).toMatchObject([{ id: 'call', state: 'HEALTHY', faults: [] }]);
    });
  });

  it('does not answer its samples otherwise in the same version, or it is left out', async () => {
    const otherwise = definePlugin({
      ...callPlugin.manifest,
      contribute: () => ({ ...calls.contributions, score: () => [] }),
    });
    await during([otherwise], async (app) => {
      expect((await ask(app, pluginsQuery)).plugins).toMatchObject([
        { state: 'LEFT_OUT', faults: [{ code: 'HOOK_CHANGED_WITHOUT_VERSION', phase: 'PROVE' }] },
      ]);
    });
  });
});
