import { join } from 'node:path';
import { type App, createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import type { PluginConfiguration } from '../../src/kernel';
import type { InteractionRecord } from '../../src/sdk';
import { createTestDatabase } from '../../src/testing';
import { projectRoot } from '../architecture/source-files';
import { answers, finishedAnswers, sayings } from '../fixtures/plugins/odd/answers';
import { addCustomer, askOf, hostilePath, rowsOfApp } from '../helpers/hostile-app';

jest.setTimeout(120_000);

const fixture = (name: string): string => join(projectRoot, `dist/test/fixtures/plugins/${name}`);
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeAll(() => process.on('unhandledRejection', note));
afterAll(() => process.off('unhandledRejection', note));

const touch = (word: string, sourceKey = word): InteractionRecord => ({
  ...{ kind: 'interaction', source: 'test', sourceKey, type: 'odd.touch', occurredAt: '2026-11-20T09:00:00Z' },
  ...{ customer: [{ system: 'crm', value: 'ada' }], details: { word, parts: ['one'] } },
});

/** Those that say nothing usable, but something: their events are stored, and what they say is left out. */
const unusable = ['says NaN', 'says nothing at all', 'says a prototype', 'says evidence that is none'];
const usable = ['fine', 'says a million things', 'says another amount each time'];
/** Fields whose answers are good all the same. */
const goodFields = ['oddFine', 'oddChangesTime'];
/** A thread may change its copies as it likes. */
const goodInThreads = ['oddChangesPrincipal'];

describe.each([
  ['in the process', {}],
  ['in a thread of its own', { isolation: 'worker', memory: 128 }],
] as const)('a plugin that answers what nobody expects, %s', (place, configuration) => {
  const isHere = place === 'in the process';
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let app: App;
  beforeAll(async () => {
    database = await createTestDatabase();
    const environment = { NODE_ENV: 'test', DATABASE_URL: database.url, RAPPORT_DEMO: 'no', LOG_LEVEL: 'silent' };
    const plugins: PluginConfiguration[] = [
      { use: 'rapport-plugin-rep' },
      { use: fixture('odd'), ...configuration },
      { use: hostilePath },
    ];
    const clock = { now: () => new Date('2026-11-21T12:00:00Z') };
    app = await createApp(readConfig({ port: '0' }, environment), { plugins, clock });
    await addCustomer(app);
    await app.isolation.workerOf('odd')?.started();
  });
  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  const take = async (...records: readonly InteractionRecord[]) => {
    const items = records.map((record, index) => ({ record, position: { line: index + 1 } }));
    const { outcomes } = await app.ingest.take(items, { id: 'test', repeats: 'correct', snapshots: 'now' });
    return outcomes.map(({ status, code }) => code ?? status);
  };

  it.each(Object.keys(answers))('has a gap with a code, or a good answer, at %s; the rest is whole', async (field) => {
    const { data, errors = [] } = await askOf(
      app,
      `{ customers { totalCount nodes { displayName ${field} hostileThrows hostileFine } } }`,
    );
    await app.isolation.workerOf('odd')?.started();
    const isGood = goodFields.includes(field) || (!isHere && goodInThreads.includes(field));
    const node = { displayName: 'Ada ada', hostileThrows: null, hostileFine: 'fine', [field]: isGood ? 'fine' : null };
    expect(data).toEqual({ customers: { totalCount: 1, nodes: [node] } });
    const own = errors.filter(({ path }) => path?.at(-1) === field);
    const code = field === 'oddNeverEnds' ? 'PLUGIN_TIMEOUT' : 'PLUGIN_FAILED';
    expect(own).toEqual(
      isGood ? [] : [expect.objectContaining({ extensions: expect.objectContaining({ code, plugin: 'odd' }) })],
    );
  });

  it.each(Object.entries(finishedAnswers))(
    'writes into the answer only what stands there alone: %s',
    async (field, { fault }) => {
      const { data, errors = [] } = await askOf(app, `{ me { subject } ${field} { word } customers { totalCount } }`);
      const word = { oddWritten: 'written', oddUnwritten: 'loaded' }[field];
      expect(data).toEqual({
        ...{ me: { subject: 'development' }, customers: { totalCount: 1 } },
        [field]: word === undefined ? null : { word },
      });
      const seen = errors.map(({ message, path, extensions }) => ({ message, path, ...extensions }));
      expect(seen).toEqual(
        fault === null ? [] : [expect.objectContaining({ code: 'PLUGIN_FAILED', plugin: 'odd', path: [field] })],
      );
      if (fault !== null) expect(seen[0]?.message).toContain(fault);
      expect(JSON.stringify(seen)).not.toMatch(/swordfish|two/);
    },
  );

  it('does not change who asks, or when', async () => {
    const { data } = await askOf(app, '{ me { roles } plugins { id } }');
    expect(data).toMatchObject({ me: { roles: ['admin'] } });
  });

  it('is told of each event by itself: what it can say is taken, and the others wait', async () => {
    const words = Object.keys(sayings).filter((word) => word !== 'fine');
    for (const word of words) {
      // Between failures it works, or it would be left alone.
      const [fine, status] = await take(touch('fine', `before ${word}`), touch(word));
      expect([word, fine]).toEqual([word, 'accepted']);
      const isTaken = [...unusable, ...usable, isHere ? 'says what refers to itself' : 'changes the event'].includes(
        word,
      );
      expect([word, status]).toEqual([word, isTaken ? 'accepted' : 'PLUGIN_FAILED']);
    }
    const scored = await rowsOfApp<{ readonly key: string; readonly lines: number; readonly most: number }>(
      app,
      `select i.source_key as key, count(*)::integer as lines, max(c.amount) as most
        from core.contribution c join core.interaction i on i.id = c.event_id
        where i.source_key not like 'before %' group by 1`,
    );
    const lines = new Map(scored.map(({ key, lines: count, most }) => [key, [count, most]]));
    expect(lines.get('says a million things')).toEqual([16, 1]);
    expect(lines.get('says another amount each time')).toEqual([1, expect.any(Number)]);
    for (const word of unusable) expect([word, lines.get(word)]).toEqual([word, undefined]);
    expect(await rowsOfApp(app, `select distinct details -> 'parts' as parts from core.interaction`)).toEqual([
      { parts: ['one'] },
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('shows all of it, and nothing that it threw is a rejection that nobody waits for', async () => {
    const { data } = await askOf(
      app,
      '{ plugins { id state faults { code } health { faultCount } slots { kind name errors } } }',
    );
    const { plugins } = data as {
      readonly plugins: readonly { readonly id: string; readonly slots: readonly { readonly errors: number }[] }[];
    };
    const odd = plugins.find(({ id }) => id === 'odd');
    expect(odd).toMatchObject({
      state: 'FAULTY',
      faults: expect.arrayContaining([expect.objectContaining({ code: 'PLUGIN_FAILED' })]),
    });
    expect(odd?.slots.filter(({ errors }) => errors > 0).length).toBeGreaterThan(10);
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  });
});
