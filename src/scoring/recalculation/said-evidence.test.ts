import fc from 'fast-check';
import { propertyRuns } from '../../../test/helpers/property-runs';
import { type GivenEvent, scoringRegistry, seed, testModel } from '../../../test/helpers/scoring-fixture';
import { storeHistory } from '../../../test/helpers/stored-history';
import { type TestDatabase, testDatabase } from '../../testing';
import { dayMs, valuePlan } from '../../value';
import { evaluateMany, readForMany } from '../bulk/evaluate-many';
import { createScoring } from '../create-scoring';
import { hooksBesideStored, readWritten } from './unchanged';

const now = Date.UTC(2026, 10, 21, 9, 30);
const ids = Array.from({ length: 40 }, (_, index) => index + 1);
const registry = scoringRegistry();
const scoring = createScoring(registry, testModel);
let database: TestDatabase;

jest.setTimeout(60_000);

beforeAll(async () => {
  database = await testDatabase();
  await database.transaction((writer) =>
    seed(
      writer,
      ids.map((id) => (id % 11 === 0 ? 'consumer' : 'professional')),
    ),
  );
});

afterAll(() => database.close());

/** Of years, crowded on days of capped signals, some ahead of the instant, some enormous. */
const histories: fc.Arbitrary<readonly GivenEvent[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom(
        ...['web.page_view', 'email.opened', 'rep.visit_held', 'rep.visit_declined', 'web.enquiry', 'email.sent'],
      ),
      customerId: fc.constantFrom(...ids),
      at: fc.oneof(
        { weight: 20, arbitrary: fc.integer({ min: now - 9000 * dayMs, max: now }) },
        { weight: 40, arbitrary: fc.integer({ min: now - 900 * dayMs, max: now }) },
        { weight: 20, arbitrary: fc.integer({ min: now - 3 * dayMs, max: now }) },
        { weight: 1, arbitrary: fc.integer({ min: now, max: now + 300 * dayMs }) },
      ),
      amount: fc.double({ min: 0, max: 8, noNaN: true }),
      count: fc.constantFrom(1, 1, 3, 400_000),
      actorId: fc.constantFrom(1, 2),
    }),
    { minLength: 1, maxLength: 250 },
  )
  .map((list) => list.map((event, index) => ({ ...event, id: `e${index}` })));

/** Days from now: before that of an event ahead, its customer is evaluated alone. */
const instants = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 20 }) },
  { weight: 1, arbitrary: fc.integer({ min: -2000, max: 0 }) },
);

describe('what hooks have said', () => {
  it('gives the same values as buckets and log, to the last bit', async () => {
    await fc.assert(
      fc.asyncProperty(histories, instants, (given, days) =>
        database.transaction(async (writer) => {
          await storeHistory(writer, scoring, ids, given, new Date(now));
          const at = new Date(now + days * dayMs);
          const plan = valuePlan(testModel.document, at.getTime());
          const written = await readWritten(writer, ids, registry);
          const { changed, evidence } = await hooksBesideStored(written, ids, { registry, model: testModel, plan });
          const compute = await readForMany(writer, ids, at, testModel.document, 'besideSaid');
          const values = await compute(evidence);
          expect(changed).toEqual([]);
          expect(values).toEqual(await evaluateMany(writer, ids, at, testModel.document));
          expect(values.filter((value) => value === null)).toHaveLength(3);
        }),
      ),
      { numRuns: propertyRuns(20) },
    );
  });

  it('must be told where buckets and log are not read', async () => {
    await database.transaction(async (writer) => {
      const compute = await readForMany(writer, ids, new Date(now), testModel.document, 'besideSaid');
      await expect(compute()).rejects.toThrow(RangeError);
    });
  });
});
