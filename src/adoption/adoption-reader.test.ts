import { eventOf, type GivenEvent, seed, testModel, testScoring, uuidOf } from '../../test/helpers/scoring-fixture';
import { type TestDatabase, testDatabase } from '../testing';
import { dayMs } from '../value';
import { createAdoptionReader } from './adoption-reader';

const scoring = testScoring();
const adoption = createAdoptionReader(testModel.document);
const now = new Date('2026-11-21T09:30:00.000Z');
const day = (age: number): number => now.getTime() - age * dayMs;

let database: TestDatabase;

/** Each speaks for stage 1 with 2 points; 3 reach it. */
const talk = (id: string, customerId: number, age: number, brand: string): GivenEvent => {
  return { id, type: 'rep.visit_held', customerId, at: day(age), brand };
};
const events = [
  talk('a1', 1, 20, 'ALPHA'),
  talk('a2', 1, 10, 'ALPHA'),
  talk('b1', 1, 5, 'BETA'),
  talk('future', 1, -0.5, 'BETA'),
  talk('c1', 2, 500, 'ALPHA'),
  talk('c2', 2, 499, 'ALPHA'),
  talk('consumer', 3, 1, 'ALPHA'),
];

const seeing = (reader = database.reader()) => ({ reader, visible: () => 'true' });

beforeAll(async () => {
  database = await testDatabase();
  await database.transaction(async (writer) => {
    await seed(writer, ['professional', 'professional', 'consumer']);
    await scoring.record(
      writer,
      events.map((event) => scoring.score(eventOf(event))),
    );
  });
});

afterAll(() => database.close());

describe('the adoption of brands', () => {
  it('is folded for all customers in one statement', async () => {
    const reader = database.reader();
    const [first, second, consumer, nobody] = await adoption.adoption(seeing(reader), {
      customerIds: [1, 2, 3, 99],
      brands: null,
      at: now,
    });
    expect(reader.statements).toBe(1);
    expect(first?.map(({ brand_id, stage, since, evidenceCount }) => [brand_id, stage, since, evidenceCount])).toEqual([
      [1, 1, new Date(day(10)), 2],
      [2, 0, null, 1],
    ]);
    expect(first?.[0]?.wouldFallBackOn?.getTime()).toBeGreaterThan(now.getTime());
    expect(second?.map(({ stage, wouldFallBackOn }) => [stage, wouldFallBackOn])).toEqual([[0, null]]);
    expect(second?.[0]?.since?.getTime()).toBeLessThan(now.getTime());
    expect([consumer, nobody]).toEqual([[], []]);
  });

  it('holds until the day it would fall back on', async () => {
    const [[alpha] = []] = await adoption.adoption(seeing(), { customerIds: [1], brands: null, at: now });
    const until = alpha?.wouldFallBackOn?.getTime() ?? 0;
    const [[then] = []] = await adoption.adoption(seeing(), {
      customerIds: [1],
      brands: null,
      at: new Date(until - 1),
    });
    const [[after] = []] = await adoption.adoption(seeing(), {
      customerIds: [1],
      brands: null,
      at: new Date(until + 1),
    });
    expect([then?.stage, after?.stage, after?.since]).toEqual([1, 0, new Date(until)]);
  });

  it('names its evidence, latest first and within the limit', async () => {
    const keys = ['1 2', '1 1'].map((key) => `${key} ${now.getTime()}`);
    const [beta, alpha] = await adoption.evidence(database.reader(), keys, undefined);
    expect(beta?.map(({ interaction_id }) => interaction_id)).toEqual([uuidOf('b1')]);
    expect(alpha?.map(({ interaction_id }) => interaction_id)).toEqual([uuidOf('a2'), uuidOf('a1')]);
    expect(alpha?.[0]).toMatchObject({
      label: 'Brand discussed',
      kind: 'rep.discussed',
      stage: 1,
      points: 2,
      confirming: true,
    });
    const [, one] = await adoption.evidence(database.reader(), keys, 1);
    expect(one).toHaveLength(1);
    await expect(adoption.evidence(database.reader(), keys, 201)).rejects.toMatchObject({
      code: 'PAGE_TOO_LARGE',
    });
    await expect(adoption.evidence(database.reader(), keys, 0)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('tells every change of stage with what brought it about', async () => {
    const question = { customerIds: [1, 2], brands: ['ALPHA'], at: now };
    const [[alpha, ...others] = [], [faded] = []] = await adoption.adoption(seeing(), question);
    expect(others).toEqual([]);
    expect(alpha?.history).toMatchObject([
      { at: new Date(day(10)), from: 0, to: 1, evidence: { interaction_id: uuidOf('a2') } },
    ]);
    expect(alpha?.history[0]?.because).toBe('Brand discussed (+2 points for aware) completed the evidence for aware.');
    expect(faded?.history.map(({ from, to, evidence }) => [from, to, evidence === null])).toEqual([
      [0, 1, false],
      [1, 0, true],
    ]);
    expect(faded?.history[1]?.because).toBe('Nothing new kept the stage aware; it faded to unaware.');
  });

  it('answers for an earlier day as if what came later were not known', async () => {
    const earlier = { customerIds: [1], brands: ['ALPHA'], at: new Date(day(15)) };
    const [[alpha] = []] = await adoption.adoption(seeing(), earlier);
    expect([alpha?.stage, alpha?.evidenceCount, alpha?.history]).toEqual([0, 1, []]);
    const [items] = await adoption.evidence(database.reader(), [alpha?.evidenceKey ?? ''], undefined);
    expect(items).toHaveLength(1);
  });

  it('shows opt-outs beside the stage, which they do not move', async () => {
    await database.transaction((writer) =>
      writer.execute({
        text: `insert into core.interaction (customer_id, id, type, channel, direction, occurred_at, recorded_at, source, source_key,
            details, channel_permission)
          select 1, gen_random_uuid(), 't', channel, 'in', at, at, 's', channel || permission, '{}', permission
          from (values ('mail', timestamptz '2026-11-01 00:00Z', 'close'), ('mail', '2026-11-05 00:00Z', 'open'),
            ('call', '2026-11-10 00:00Z', 'close')) as v (channel, at, permission)`,
      }),
    );
    const reader = database.reader();
    const [optOuts, before] = await adoption.optOuts(reader, [
      `1 1 ${now.getTime()}`,
      `1 1 ${Date.parse('2026-11-02T00:00:00Z')}`,
    ]);
    expect(reader.statements).toBe(1);
    expect(optOuts?.map(({ channel, inForce }) => [channel, inForce])).toEqual([
      ['call', true],
      ['mail', false],
    ]);
    expect(before?.map(({ channel, inForce }) => [channel, inForce])).toEqual([['mail', true]]);
  });

  it('forgets evidence that is taken back', async () => {
    await database.transaction((writer) => scoring.retract(writer, [{ customerId: 1, eventId: uuidOf('a2') }], now));
    const [[alpha] = []] = await adoption.adoption(seeing(), { customerIds: [1], brands: null, at: now });
    expect([alpha?.stage, alpha?.evidenceCount]).toEqual([0, 1]);
  });
});
