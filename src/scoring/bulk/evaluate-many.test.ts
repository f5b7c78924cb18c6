import fc from 'fast-check';
import { propertyRuns } from '../../../test/helpers/property-runs';
import {
  eventOf,
  type GivenEvent,
  scoringRegistry,
  seed,
  testModel,
  uuidOf,
} from '../../../test/helpers/scoring-fixture';
import type { Writer } from '../../sdk';
import { type TestDatabase, testDatabase } from '../../testing';
import { dayMs } from '../../value';
import { createScoring } from '../create-scoring';
import { evaluate } from '../evaluate';
import { evaluateMany } from './evaluate-many';

const now = Date.UTC(2026, 10, 21, 9, 30);
const customers = 40;
const ids = Array.from({ length: customers }, (_, index) => index + 1);
const scoring = createScoring(scoringRegistry(), testModel);
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

/** Events of years, on few days of capped signals, some ahead of the instant, some enormous. */
const events: fc.Arbitrary<readonly GivenEvent[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom(
        'web.page_view',
        'email.opened',
        'rep.visit_held',
        'rep.visit_declined',
        'web.enquiry',
        'email.sent',
      ),
      customerId: fc.integer({ min: 1, max: customers }),
      at: fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: now - 9000 * dayMs, max: now }) },
        { weight: 9, arbitrary: fc.integer({ min: now - 300 * dayMs, max: now }) },
        { weight: 1, arbitrary: fc.integer({ min: now, max: now + 300 * dayMs }) },
      ),
      amount: fc.double({ min: 0, max: 8, noNaN: true }),
      count: fc.constantFrom(1, 1, 3, 400_000),
      actorId: fc.constantFrom(1, 2),
    }),
    { minLength: 1, maxLength: 250 },
  )
  .map((list) => list.map((event, index) => ({ ...event, id: `e${index}` })));

const records: fc.Arbitrary<readonly MoneyAndNeed[]> = fc.array(
  fc.record({
    customerId: fc.integer({ min: 1, max: customers }),
    daysAgo: fc.integer({ min: 0, max: 400 }),
    amountMinor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
    answeredAfter: fc.option(fc.integer({ min: 0, max: 90 }), { nil: null }),
  }),
  { maxLength: 20 },
);

interface MoneyAndNeed {
  readonly customerId: number;
  readonly daysAgo: number;
  readonly amountMinor: number;
  readonly currency: string;
  readonly answeredAfter: number | null;
}

async function fill(writer: Writer, given: readonly GivenEvent[], others: readonly MoneyAndNeed[]): Promise<void> {
  await writer.execute({
    text: 'truncate core.contribution, core.bucket, core.adoption_evidence, core.ledger_entry, core.need, core.customer_value',
  });
  await scoring.open(writer, ids, new Date(now));
  await scoring.record(
    writer,
    given.map((event) => scoring.score(eventOf(event))),
  );
  for (const [index, { customerId, daysAgo, amountMinor, currency, answeredAfter }] of others.entries()) {
    const at = new Date(now - daysAgo * dayMs);
    const answered = answeredAfter === null ? null : new Date(at.getTime() + answeredAfter * dayMs);
    await writer.execute({
      text: `insert into core.ledger_entry (customer_id, id, kind, amount_minor, currency, basis, occurred_on, recorded_at, source, source_key)
        values ($1, $2::uuid, 'revenue', $3, $4, 'recorded', $5, now(), 't', $2::uuid::text)`,
      values: [customerId, uuidOf(`l${index}`), amountMinor, currency, at.toISOString().slice(0, 10)],
    });
    await writer.execute({
      text: `insert into core.need (customer_id, id, kind, topic, raised_at, recorded_at, answered_at, met, source, source_key)
        values ($1, $2::uuid, $3, 'topic', $4, $4, $5, $6, 't', $2::uuid::text)`,
      values: [
        customerId,
        uuidOf(`n${index}`),
        index % 2 === 0 ? 'request' : 'need',
        at,
        answered,
        answered === null ? null : '0.5',
      ],
    });
  }
}

describe('values of many customers', () => {
  it('are the same bits as those of each customer, whatever the history', async () => {
    await fc.assert(
      fc.asyncProperty(events, records, fc.integer({ min: -2000, max: 20 }), async (given, others, days) => {
        const at = new Date(now + days * dayMs);
        await database.transaction(async (writer) => {
          await fill(writer, given, others);
          const many = await evaluateMany(writer, ids, at, testModel.document);
          const each = await evaluate(
            writer,
            ids.map((customerId) => ({ customerId, at })),
            testModel.document,
          );
          const wanted = each.map((value) => {
            if (value === null) return null;
            const { components, rvi, mass, grade } = value;
            return { components, rvi, mass, grade };
          });
          expect(
            many.map((value) => (value === null ? null : { ...value, components: { ...value.components } })),
          ).toMatchObject(wanted);
        });
      }),
      { numRuns: propertyRuns(20) },
    );
  });
});
