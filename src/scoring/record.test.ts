import fc from 'fast-check';
import { propertyRuns } from '../../test/helpers/property-runs';
import {
  eventOf,
  type GivenEvent,
  logEntryOf,
  seed,
  testModel,
  testScoring,
  uuidOf,
} from '../../test/helpers/scoring-fixture';
import type { Writer } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';
import { dayMs, engagement, evidenceDigest, noEvidence } from '../value';
import { type LogEntry, sumsFromLog } from '../value/log';
import { evaluate, evaluateFromLog } from './evaluate';

const scoring = testScoring();
const now = Date.UTC(2026, 10, 21, 9, 30);
const types = [
  'web.page_view',
  'email.opened',
  'rep.visit_held',
  'rep.visit_declined',
  'web.enquiry',
  'email.sent',
] as const;

let database: TestDatabase;

jest.setTimeout(60_000);

beforeAll(async () => {
  database = await testDatabase();
  await database.transaction((writer) => seed(writer, ['professional', 'organization', 'consumer']));
});

afterAll(() => database.close());

const clear = (writer: Writer) =>
  writer.execute({ text: 'truncate core.contribution, core.bucket, core.adoption_evidence' });
const record = (writer: Writer, events: readonly GivenEvent[]) =>
  scoring.record(
    writer,
    events.map((event) => scoring.score(eventOf(event))),
  );
const retract = (writer: Writer, events: readonly GivenEvent[], at = new Date(now)) =>
  scoring.retract(
    writer,
    events.map(({ id, customerId }) => ({ customerId, eventId: uuidOf(id) })),
    at,
  );
const buckets = (writer: Writer) =>
  writer.query({
    text: 'select * from core.bucket order by customer_id, signal, half_life, epoch, brand_id, actor_id',
  });

async function valueAt(writer: Writer, customerId: number, at: number): Promise<number | undefined> {
  const [value] = await evaluate(writer, [{ customerId, at: new Date(at) }], testModel.document);
  return value?.engagement.value;
}

const defined = (log: readonly LogEntry[], at: number): number =>
  engagement(sumsFromLog(log, testModel.document, at, Number.MAX_SAFE_INTEGER), testModel.document).value;

/** Events crowd on few days, so that they share daily caps; some lie a little ahead. */
const givenEvents: fc.Arbitrary<readonly GivenEvent[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom(...types),
      customerId: fc.constantFrom(1, 2),
      at: fc
        .tuple(fc.constantFrom(0, 1, 2, 40, 90), fc.integer({ min: -dayMs, max: dayMs }))
        .map(([day, ms]) => now - day * dayMs + ms),
      amount: fc.constantFrom(1, 0.5, 2),
      count: fc.constantFrom(1, 1, 3),
      brand: fc.constantFrom(undefined, 'ALPHA', 'BETA'),
      actorId: fc.constantFrom(1, 2),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((list) =>
    list.map(({ brand, ...event }, index) => ({
      ...event,
      ...(brand === undefined ? {} : { brand }),
      id: `e${index}`,
    })),
  );

/** Law 3: buckets with the partial epoch, and the log as known by now, give the same bits in every component. */
async function expectSameFromLog(writer: Writer, customerId: number, at: number): Promise<void> {
  const request = { customerId, at: new Date(at) };
  const [replayed] = await evaluate(writer, [request], testModel.document);
  const known = { ...request, knownAt: new Date(now + 10 * dayMs) };
  for (const asked of [request, known]) {
    const [computed] = await evaluateFromLog(writer, [asked], testModel.document, 'kinds');
    expect(computed?.components).toEqual(replayed?.components);
    expect(computed?.mass).toBe(replayed?.mass);
    expect(evidenceDigest(computed?.evidence ?? noEvidence)).toBe(evidenceDigest(replayed?.evidence ?? noEvidence));
  }
}

describe('recording contributions', () => {
  it('equals the definition from the log at any instant, whatever the batches and the order', async () => {
    const cases = fc.record({
      events: givenEvents.chain((list) => fc.shuffledSubarray([...list], { minLength: list.length })),
      size: fc.integer({ min: 1, max: 7 }),
      shift: fc.integer({ min: -3 * dayMs, max: 2 * dayMs }),
    });
    await fc.assert(
      fc.asyncProperty(cases, ({ events, size, shift }) =>
        database.transaction(async (writer) => {
          await clear(writer);
          for (let start = 0; start < events.length; start += size)
            await record(writer, events.slice(start, start + size));
          for (const customerId of [1, 2]) {
            const log = events.filter((event) => event.customerId === customerId).map(logEntryOf);
            for (const at of [now, now + shift, now - 60 * dayMs]) {
              expect(await valueAt(writer, customerId, at)).toBeCloseTo(defined(log, at), 9);
              await expectSameFromLog(writer, customerId, at);
            }
          }
        }),
      ),
      { numRuns: propertyRuns(15) },
    );
  });

  it('ends in the state of never having seen what is taken back, bit for bit', async () => {
    const cases = givenEvents.chain((list) => fc.tuple(fc.constant(list), fc.subarray([...list])));
    await fc.assert(
      fc.asyncProperty(cases, ([events, wrong]) =>
        database.transaction(async (writer) => {
          await clear(writer);
          await record(writer, events);
          await retract(writer, wrong);
          const corrected = await buckets(writer);
          await clear(writer);
          await record(
            writer,
            events.filter((event) => !wrong.includes(event)),
          );
          expect(corrected).toEqual(await buckets(writer));
        }),
      ),
      { numRuns: propertyRuns(15) },
    );
  });

  it('takes an event back once, however often it is asked to', async () => {
    await database.transaction(async (writer) => {
      await clear(writer);
      const event = { id: 'twice', type: 'web.enquiry', customerId: 1, at: now - dayMs };
      await record(writer, [event, { ...event, id: 'stays' }]);
      await retract(writer, [event]);
      const once = await buckets(writer);
      await retract(writer, [event], new Date(now + dayMs));
      expect(await buckets(writer)).toEqual(once);
    });
  });

  it('shares the daily cap anew among the events of the day when a late one arrives', async () => {
    await database.transaction(async (writer) => {
      await clear(writer);
      const day = Date.UTC(2026, 5, 1, 12);
      const view = (id: string, hour: number): GivenEvent => ({
        id,
        type: 'web.page_view',
        customerId: 1,
        at: day + hour * 3_600_000,
        amount: 4,
      });
      await record(writer, [view('a', 0)]);
      await record(writer, [view('b', 1)]);
      await record(writer, [view('c', -1)]);
      const rows = await writer.query<{ amount: number; q30: number }>({
        text: 'select amount, q30 from core.contribution order by event_id',
      });
      expect(rows).toHaveLength(3);
      const log = [view('a', 0), view('b', 1), view('c', -1)].map(logEntryOf);
      for (const at of [day - 1_800_000, day + 1_800_000, day + dayMs]) {
        expect(await valueAt(writer, 1, at)).toBeCloseTo(defined(log, at), 9);
      }
    });
  });

  it('keeps the golden customer of the specification (Z-1)', async () => {
    await database.transaction(async (writer) => {
      await clear(writer);
      await record(writer, goldenEvents);
      expect(await valueAt(writer, 1, now)).toBeCloseTo(63.715074, 6);
      const [value] = await evaluate(writer, [{ customerId: 1, at: new Date(now) }], testModel.document);
      expect(value?.grade).toBe('B');
    });
  });

  it('needs a number of statements that does not grow with the batch', async () => {
    const statementsFor = (count: number) =>
      database.transaction(async (writer) => {
        await clear(writer);
        let statements = 0;
        const counting: Writer = {
          query: (statement) => {
            statements += 1;
            return writer.query(statement);
          },
          execute: (statement) => {
            statements += 1;
            return writer.execute(statement);
          },
        };
        const events = Array.from({ length: count }, (_, index): GivenEvent => {
          const type = types[index % types.length] ?? 'web.enquiry';
          return { id: `s${index}`, type, customerId: 1 + (index % 2), at: now - index * 3_600_000, brand: 'ALPHA' };
        });
        await record(counting, events);
        await retract(counting, events.slice(0, count / 2));
        await scoring.refresh(counting, [1, 2], new Date(now));
        return statements;
      });
    for (const count of [4, 40, 400]) expect(await statementsFor(count)).toBeLessThanOrEqual(16);
  });

  it('computes nothing for consumers', async () => {
    await database.transaction(async (writer) => {
      await clear(writer);
      await record(writer, [{ id: 'c', type: 'web.enquiry', customerId: 3, at: now - dayMs }]);
      expect(await valueAt(writer, 3, now)).toBeUndefined();
    });
  });
});

const ago = (age: number): number => now - age * dayMs;
const goldenEvents: readonly GivenEvent[] = [
  { type: 'conf.attended', at: ago(200), amount: 6 },
  { type: 'email.sent', at: ago(150) },
  { type: 'email.opened', at: ago(149) },
  { type: 'email.clicked', at: ago(149) },
  { type: 'rep.visit_held', at: ago(120), amount: 20 / 15 },
  { type: 'rep.question_asked', at: ago(120) },
  { type: 'web.page_view', at: ago(60), count: 7 },
  { type: 'web.download', at: ago(60) },
  { type: 'email.sent', at: ago(45) },
  { type: 'rep.visit_held', at: ago(30), amount: 2 },
  { type: 'web.enquiry', at: ago(20) },
  { type: 'email.sent', at: ago(10) },
  { type: 'email.opened', at: ago(9) },
  { type: 'rep.visit_declined', at: ago(5) },
].map((event, index) => ({ ...event, id: `golden${index}`, customerId: 1 }));
