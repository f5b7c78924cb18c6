import { type GivenEvent, scoringRegistry, seed, testModel } from '../../../test/helpers/scoring-fixture';
import { storeHistory } from '../../../test/helpers/stored-history';
import { fixedClock } from '../../shared/clock';
import { type TestDatabase, testDatabase } from '../../testing';
import { dayMs } from '../../value';
import { createScoring } from '../create-scoring';
import { currentModel } from '../current-model';
import { evaluate } from '../evaluate';
import { goOn } from './recalculate';
import { requestRecalculation } from './request';

const now = new Date('2026-11-21T12:00:00Z');
const clock = fixedClock(now);
const registry = scoringRegistry();
const ids = Array.from({ length: 90 }, (_, index) => index + 1);
let database: TestDatabase;

jest.setTimeout(60_000);

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const types = ['rep.visit_held', 'web.page_view', 'email.opened', 'email.clicked', 'web.enquiry', 'email.sent'];
const history = (customerId: number): readonly GivenEvent[] =>
  Array.from({ length: (customerId * 7) % 23 }, (_, index) => ({
    id: `e${customerId}-${index}`,
    type: types[(index * 3 + customerId) % types.length] ?? '',
    customerId,
    at: now.getTime() - ((index * 37 + customerId) % 300) * (dayMs / 2),
    count: 1 + (index % 4),
    ...(index % 3 === 0 ? { actorId: 1 + (index % 2) } : {}),
  }));

/** One kind of trouble per customer; all others stand as they should. */
const troubles = [
  'delete from core.contribution where customer_id = 40',
  'delete from core.contribution where customer_id = 41',
  'delete from core.bucket where customer_id = 41',
  `update core.contribution set plugin = 'gone', event_id = gen_random_uuid() where customer_id = 42`,
  `update core.interaction set source_key = source_key || chr(31) where customer_id = 43`,
  'delete from core.contribution where customer_id = 43',
  `update core.customer_value set bucket_shape = 'other' where customer_id = 44`,
  'delete from core.contribution where customer_id = 45',
  'update core.customer_value set dirty = true where customer_id in (45, 46)',
  `update core.customer_value set computed_at = computed_at + interval '1 year' where customer_id = 47`,
  'update core.interaction set retracted_at = recorded_at where customer_id = 48',
  // So many that they, too, are computed from columns.
  'update core.customer_value set dirty = true where customer_id between 50 and 88',
  'delete from core.contribution where customer_id = 51',
  'delete from core.bucket where customer_id = 51',
];

describe('values after a rebuild by hooks', () => {
  it('are the exact ones, whatever stood beside what the hooks say', async () => {
    const scoring = createScoring(registry, testModel);
    await database.transaction(async (writer) => {
      await seed(
        writer,
        ids.map((id) => (id % 11 === 0 ? 'consumer' : 'professional')),
      );
      await storeHistory(writer, scoring, ids, ids.flatMap(history), new Date(now.getTime() - dayMs));
      for (const text of troubles) await writer.execute({ text });
    });
    const services = { database, registry, model: currentModel(testModel), clock };
    await requestRecalculation(services, { source: 'hooks', by: 'test' });
    const run = await goOn(services, { batchSize: 45 });
    expect(run).toMatchObject({ state: 'finished', customersDone: ids.length });
    expect(run?.contributionsChanged).toBeGreaterThan(0);
    const exact = await evaluate(
      database.reader(),
      ids.map((customerId) => ({ customerId, at: now })),
      testModel.document,
    );
    const stored = await database.reader().query({
      text: `select engagement, reciprocity, service, durability, money, rvi, evidence_mass as mass, grade
        from core.customer_value where not dirty order by customer_id`,
    });
    const none = { engagement: 0, reciprocity: 0, service: 0, durability: 0, money: 0, rvi: 0, mass: 0, grade: 'D' };
    const flat = exact.map((value) => {
      return value === null ? none : { ...value.components, rvi: value.rvi, mass: value.mass, grade: value.grade };
    });
    expect(stored).toEqual(flat);
    expect(exact[41]?.rvi).toBeGreaterThan(0);
  });
});
