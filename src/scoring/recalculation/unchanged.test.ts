import fc from 'fast-check';
import { batchOf } from '../../../test/helpers/batch-of';
import { propertyRuns } from '../../../test/helpers/property-runs';
import { type GivenEvent, say, scoringRegistry, seed, testModel } from '../../../test/helpers/scoring-fixture';
import { storeHistory } from '../../../test/helpers/stored-history';
import type { Registry } from '../../kernel/registry';
import type { ScoringHook, Writer } from '../../sdk';
import { type TestDatabase, testDatabase } from '../../testing';
import { dayMs } from '../../value';
import { createScoring } from '../create-scoring';
import { rebuildByHooks } from './rebuild-by-hooks';
import { hooksBesideStored, readWritten } from './unchanged';

const now = Date.UTC(2026, 10, 21, 9, 30);
const ids = Array.from({ length: 12 }, (_, index) => index + 1);
const registry = scoringRegistry();
const scoring = createScoring(registry, testModel);
let database: TestDatabase;

jest.setTimeout(60_000);

beforeAll(async () => {
  database = await testDatabase();
  await database.transaction((writer) =>
    seed(
      writer,
      ids.map(() => 'professional'),
    ),
  );
});

afterAll(() => database.close());

/** Crowded on few days, so that many share daily caps. */
const histories: fc.Arbitrary<readonly GivenEvent[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom('web.page_view', 'email.opened', 'rep.visit_held', 'rep.visit_declined', 'email.sent'),
      customerId: fc.constantFrom(...ids),
      at: fc
        .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: dayMs }))
        .map(([day, ms]) => now - day * dayMs + ms),
      amount: fc.oneof(fc.constantFrom(0, 0.1, 0.5, 1, 2), fc.double({ min: 0.01, max: 8, noNaN: true })),
      count: fc.constantFrom(1, 1, 3),
      actorId: fc.constantFrom(1, 2),
      brand: fc.constantFrom(undefined, 'ALPHA', 'BETA'),
    }),
    { minLength: 12, maxLength: 80 },
  )
  .map((list) =>
    list.map(({ brand, ...event }, index) => ({
      ...event,
      ...(brand === undefined ? {} : { brand }),
      id: `e${index}`,
    })),
  );

const fill = (writer: Writer, given: readonly GivenEvent[]) => storeHistory(writer, scoring, ids, given, new Date(now));

const stored = async (writer: Writer) => [
  await writer.query({ text: 'select * from core.contribution order by customer_id, event_id, ordinal' }),
  await writer.query({ text: 'select * from core.adoption_evidence order by customer_id, event_id, ordinal' }),
  await writer.query({
    text: 'select * from core.bucket order by customer_id, signal, half_life, epoch, brand_id, actor_id',
  }),
];

const damages = [
  'update core.contribution set q30 = q30 + 1 where customer_id = $1',
  'update core.contribution set mass30 = mass30 + 1 where customer_id = $1',
  'update core.contribution set epoch = epoch - 1 where customer_id = $1',
  'update core.contribution set half_life = half_life + 1 where customer_id = $1',
  'update core.contribution set amount = amount + 1 where customer_id = $1',
  `update core.contribution set signal = signal || 's' where customer_id = $1`,
  `update core.contribution set evidence_path = 'elsewhere' where customer_id = $1`,
  'update core.contribution set evidence_path = null where customer_id = $1',
  'update core.contribution set brand_id = brand_id + 1 where customer_id = $1',
  'update core.contribution set actor_id = actor_id + 1 where customer_id = $1',
  'update core.contribution set ordinal = ordinal + 1 where customer_id = $1',
  'update core.contribution set q30 = 9007199254740993 where customer_id = $1',
  'delete from core.contribution where customer_id = $1',
  'delete from core.adoption_evidence where customer_id = $1',
  'update core.adoption_evidence set points = points + 1 where customer_id = $1',
  'update core.adoption_evidence set stage = stage + 1 where customer_id = $1',
  'update core.adoption_evidence set confirming = not confirming where customer_id = $1',
] as const;

const saidBy = async (writer: Writer, registry: Registry) =>
  hooksBesideStored(await readWritten(writer, ids, registry), ids, { registry, model: testModel });
const changedBy = async (writer: Writer, registry: Registry) => (await saidBy(writer, registry)).changed;

/** The ways in which events reach a hook: one by one, together, and one by one where together fails. */
const registries = {
  alone: registry,
  together: scoringRegistry(say, batchOf(say)),
  failing: scoringRegistry(say, () => ({ row: [0, 0], signal: [], amount: [] })),
};

const event = (id: string, customerId: number): GivenEvent => ({
  id,
  type: 'rep.visit_held',
  customerId,
  at: now - 1000,
  brand: 'ALPHA',
});

describe('running the hooks over stored interactions', () => {
  it('finds the customers whose rows are not what the hooks say, and only these, and puts them right', async () => {
    const cases = fc.record({
      given: histories,
      damage: fc.constantFrom(...damages),
      customer: fc.constantFrom(...ids),
      way: fc.constantFrom(...Object.values(registries)),
    });
    await fc.assert(
      fc.asyncProperty(cases, ({ given, damage, customer, way }) =>
        database.transaction(async (writer) => {
          await fill(writer, given);
          const before = await stored(writer);
          expect(await changedBy(writer, way)).toEqual([]);
          const rows = await writer.execute({ text: damage, values: [customer] });
          expect(await changedBy(writer, way)).toEqual(rows === 0 ? [] : [customer]);
          await rebuildByHooks(writer, ids, way, testModel);
          expect(await stored(writer)).toEqual(before);
        }),
      ),
      { numRuns: propertyRuns(25) },
    );
  });

  it('goes by rows where the texts of an interaction hold what separates them', async () => {
    await database.transaction(async (writer) => {
      await fill(writer, [event('a', 1), event('b', 1), event('c', 2)]);
      const before = await stored(writer);
      await writer.execute({
        text: `update core.interaction set source_key = 'k' || chr(31) || 'web' where customer_id = 1 and source_key = 'a'`,
      });
      const said = await saidBy(writer, registry);
      expect([said.changed, [...said.unclear]]).toEqual([[1], [1]]);
      await writer.execute({ text: 'delete from core.contribution where customer_id = 1' });
      await rebuildByHooks(writer, ids, registry, testModel);
      expect(await stored(writer)).toEqual(before);
    });
  });

  it('goes by rows of everybody where the texts of an interaction hold what separates rows', async () => {
    await database.transaction(async (writer) => {
      await fill(writer, [event('a', 1), event('b', 2)]);
      const before = await stored(writer);
      await writer.execute({
        text: `update core.interaction set source_key = chr(30) || customer_id || chr(31) where source_key = 'a'`,
      });
      const said = await saidBy(writer, registry);
      expect([said.changed, [...said.unclear]]).toEqual([ids, ids]);
      expect(await rebuildByHooks(writer, ids, registry, testModel)).toEqual({ contributions: 0, buckets: 0 });
      expect(await stored(writer)).toEqual(before);
    });
  });

  it('tells events of two customers apart that share an id', async () => {
    await database.transaction(async (writer) => {
      await fill(writer, [event('a', 1), event('b', 2), event('c', 3)]);
      for (const table of ['interaction', 'contribution', 'adoption_evidence'] as const) {
        const column = table === 'interaction' ? 'id' : 'event_id';
        await writer.execute({
          text: `update core.${table} set ${column} = (select id from core.interaction where customer_id = 1) where customer_id = 2`,
        });
      }
      const before = await stored(writer);
      expect(await changedBy(writer, registry)).toEqual([]);
      await writer.execute({ text: 'update core.contribution set q30 = q30 + 1 where customer_id = 2' });
      expect(await changedBy(writer, registry)).toEqual([2]);
      await writer.execute({ text: 'update core.contribution set q30 = q30 - 1 where customer_id = 2' });
      expect(await rebuildByHooks(writer, ids, registry, testModel)).toEqual({ contributions: 0, buckets: 0 });
      expect(await stored(writer)).toEqual(before);
    });
  });

  it('asks the hooks once of each event, even where nothing is stored yet', async () => {
    const asked: string[] = [];
    const counting: ScoringHook = (given, context) => {
      asked.push(given.sourceKey);
      return say(given, context);
    };
    await database.transaction(async (writer) => {
      await fill(writer, [event('a', 1), event('b', 2)]);
      const before = await stored(writer);
      await writer.execute({ text: 'truncate core.contribution, core.bucket, core.adoption_evidence' });
      await rebuildByHooks(writer, ids, scoringRegistry(counting), testModel);
      expect(await stored(writer)).toEqual(before);
    });
    expect(asked.sort()).toEqual(['a', 'b']);
  });
});
