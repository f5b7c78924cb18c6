import { createIsolation, type Isolation, installIsolation } from '../isolation';
import type { SubjectData } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';
import { eraseFromPlugin, exportFromPlugin } from './plugin-data';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const sound: SubjectData = {
  export: async (customerId) => ({ notes: [{ customerId, text: 'hello' }] }),
  erase: async () => 2,
};
let isolation: Isolation;

function registryOf(given: Partial<SubjectData>) {
  const value = { migrations: [], subjectData: { ...sound, ...given } };
  const registry = { storage: new Map([['notes', { owner: { id: 'notes', version: '1.0.0' }, value }]]) };
  const limits = { timeLimit: 200 };
  isolation = createIsolation({ policies: { export: limits, erase: limits }, breaker: { failures: 3 } });
  installIsolation(registry, isolation);
  return registry;
}

const question = { plugin: 'notes', customerId: 7 };
const exported = (given: Partial<SubjectData> = {}, registry = registryOf(given)) =>
  database.transaction((writer) => exportFromPlugin(registry, writer, question));
const erased = (given: Partial<SubjectData> = {}, registry = registryOf(given)) =>
  database.transaction((writer) => eraseFromPlugin(registry, writer, question));

const never = (): Promise<never> => new Promise(() => undefined);
const answering = (answer: unknown) => async () => answer as Record<string, unknown>;
const circle: Record<string, unknown> = {};
circle.self = circle;
const trap = Object.defineProperty({}, 'trap', {
  enumerable: true,
  get: () => {
    throw new Error('caught you');
  },
});
const failed = { code: 'PLUGIN_FAILED', details: { plugin: 'notes' } };
const timedOut = { code: 'PLUGIN_TIMEOUT', details: { plugin: 'notes' } };

describe('what a plugin holds on a person', () => {
  it('is told as plain JSON, and removed, each in a slot of its own', async () => {
    const registry = registryOf({ export: async () => ({ at: new Date(0), none: undefined, many: [1] }) });
    expect(await exported({}, registry)).toEqual({ at: '1970-01-01T00:00:00.000Z', many: [1] });
    expect(await erased({}, registry)).toBe(2);
    expect(isolation.reportsOf('notes')).toMatchObject([
      { kind: 'export', name: 'export', calls: 1, errors: 0 },
      { kind: 'erase', name: 'erase', calls: 1, errors: 0 },
    ]);
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['what refers to itself', circle],
    ['what throws when it is read', trap],
    ['what is no JSON', { many: 1n }],
    ['more than anybody holds', { text: 'x'.repeat(60_000_000) }],
  ])('is a failure of the plugin when it tells %s', async (_what, answer) => {
    await expect(exported({ export: answering(answer) })).rejects.toMatchObject(failed);
    expect(isolation.reportsOf('notes')).toMatchObject([{ errors: 1 }]);
  });

  it.each([
    ['NaN', Number.NaN],
    ['minus one', -1],
    ['a text', '2'],
    ['nothing', undefined],
  ])('is a failure of the plugin when it says that it removed %s rows', async (_what, rows) => {
    await expect(erased({ erase: async () => rows as number })).rejects.toMatchObject(failed);
  });

  it.each([
    ['throws what is no error', () => Promise.reject('the password is swordfish'), failed],
    [
      'throws at once',
      () => {
        throw new Error('the password is swordfish');
      },
      failed,
    ],
    ['never answers', never, timedOut],
    [
      'makes the database wait',
      (_id: number, { query }: { query: (statement: { text: string }) => Promise<unknown> }) =>
        query({ text: 'select pg_sleep(60)' }) as Promise<never>,
      timedOut,
    ],
  ] as const)('is missing, with a code, when the plugin %s', async (_what, harm, expected) => {
    for (const attempt of [() => exported({ export: harm }), () => erased({ erase: harm })]) {
      const fault: unknown = await attempt().catch((error: unknown) => error);
      expect(fault).toMatchObject(expected);
      expect((fault as Error).message).not.toContain('swordfish');
    }
  });

  it('is not asked for while the plugin is left alone', async () => {
    let calls = 0;
    const registry = registryOf({
      export: () => {
        calls += 1;
        return Promise.reject(new Error('out of ink'));
      },
    });
    for (let time = 0; time < 3; time += 1) await expect(exported({}, registry)).rejects.toMatchObject(failed);
    await expect(exported({}, registry)).rejects.toMatchObject({ code: 'PLUGIN_UNAVAILABLE' });
    expect(calls).toBe(3);
  });

  it('leaves the statements that come after it their time', async () => {
    const registry = registryOf({});
    const limit = await database.transaction(async (writer) => {
      await exportFromPlugin(registry, writer, question);
      return writer.query({ text: `select current_setting('statement_timeout') as limit` });
    });
    expect(limit).toEqual(
      await database.reader().query({ text: `select current_setting('statement_timeout') as limit` }),
    );
  });
});
