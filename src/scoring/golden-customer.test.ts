import { goldenLog } from '../../test/helpers/golden-customer';
import { eventOf, scoringRegistry, seed, uuidOf } from '../../test/helpers/scoring-fixture';
import { daysBefore, defaultDeclarations, expectClose, vectorNow } from '../../test/helpers/value-vectors';
import { recordRates } from '../accounting';
import type { Writer } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';
import { type ComponentId, dayMs, defaultModel, modelHash } from '../value';
import { createScoring } from './create-scoring';
import type { ModelInForce } from './model';
import { approveModel } from './model.store';
import { createValueReader } from './value-reader';
import type { RelationshipValueData, ValueQuestion } from './values';

/** The default model with the plugins of the specification: the part of a signal before the dot. */
const declared = defaultModel(defaultDeclarations);
const signals = Object.entries(declared.signals).map(([id, signal]) => [
  id,
  { ...signal, plugin: id.split('.')[0] ?? id },
]);
const document = { ...declared, signals: Object.fromEntries(signals) };
const model: ModelInForce = { hash: modelHash(document), name: document.name, document };
const scoring = createScoring(scoringRegistry(), model);
const reader = createValueReader(model, scoringRegistry());
const now = new Date(vectorNow);
const day = (age: number) => new Date(daysBefore(age)).toISOString();

let database: TestDatabase;

const actors: Readonly<Record<string, number>> = { e05: 1, e10: 2 };
const touches: Readonly<Record<string, number>> = { e01: 41_000, e02: 35, e05: 13_400, e09: 35, e10: 15_800, e12: 35 };

async function recordGolden(writer: Writer, customerId: number): Promise<void> {
  const events = goldenLog.map(({ eventId, signal, amount, occurredAt }) => {
    const actorId = actors[eventId];
    const given = { id: `${customerId}${eventId}`, type: signal, customerId, at: occurredAt, amount };
    return eventOf({
      ...given,
      ...(actorId === undefined ? {} : { actorId }),
      brand: eventId < 'e06' ? 'ALPHA' : 'BETA',
    });
  });
  await scoring.record(
    writer,
    events.map((event) => scoring.score(event)),
  );
  for (const { eventId, signal, occurredAt } of goldenLog) {
    await writer.execute({
      text: `insert into core.interaction (customer_id, id, type, channel, direction, occurred_at, recorded_at, source,
          source_key, details, touch_cost_minor, touch_cost_currency, actor_id)
        values ($1, $2, $3, 'rep', 'in', $4, $4, 'tests', $7, '{}', $5, 'EUR', $6)`,
      values: [
        customerId,
        uuidOf(`${customerId}${eventId}`),
        signal,
        new Date(occurredAt),
        touches[eventId] ?? null,
        actors[eventId] ?? null,
        eventId,
      ],
    });
  }
}

async function recordNeeds(writer: Writer, customerId: number): Promise<void> {
  const needs = [
    ['q1', 'request', 'rep', 120, 118, '1.0'],
    ['q2', 'request', 'web', 20, 15, '1.0'],
    ['n1', 'need', 'rep', 120, 119, '1.0'],
    ['n2', 'need', 'web', 20, 10, '0.5'],
  ] as const;
  for (const [key, kind, channel, raised, answered, met] of needs) {
    await writer.execute({
      text: `insert into core.need (customer_id, id, kind, topic, channel, raised_at, recorded_at, answered_at, met, source, source_key)
        values ($1, $2, $3, 'dosing', $4, $5, $5, $6, $7, 'tests', $8)`,
      values: [customerId, uuidOf(key), kind, channel, day(raised), day(answered), met, `${customerId}${key}`],
    });
  }
}

async function recordMoney(writer: Writer, customerId: number): Promise<void> {
  const entries = [
    ['revenue', 420_000, 'EUR', 'recorded'],
    ['rebate', -30_000, 'EUR', 'recorded'],
    ['cost_of_goods', -140_000, 'EUR', 'recorded'],
    ['revenue', 9_900_000, 'EUR', 'modelled'],
    ['revenue', 7_700, 'USD', 'recorded'],
  ] as const;
  for (const [index, [kind, amount, currency, basis]] of entries.entries()) {
    const id = `money${index}`;
    await writer.execute({
      text: `insert into core.ledger_entry (customer_id, id, kind, amount_minor, currency, basis, occurred_on, recorded_at, source, source_key)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 'tests', $9)`,
      values: [customerId, uuidOf(id), kind, amount, currency, basis, day(50).slice(0, 10), day(50), `${index}`],
    });
  }
}

const professional = 1;
const consumer = 2;
const split = 3;

beforeAll(async () => {
  database = await testDatabase();
  await database.transaction(async (writer) => {
    await seed(writer, ['professional', 'consumer', 'professional']);
    await approveModel(writer, { ...model, at: now, by: 'tests' });
    for (const customerId of [professional, consumer]) {
      await recordGolden(writer, customerId);
      await recordNeeds(writer, customerId);
      await recordMoney(writer, customerId);
    }
    await recordGolden(writer, split);
  });
});

afterAll(() => database.close());

async function askValue(question: Partial<ValueQuestion> = {}): Promise<RelationshipValueData | null> {
  const asked = { customerIds: [professional], asOf: now, now, ...question };
  const [value] = await reader.values(database.reader(), asked);
  return value ?? null;
}

const pointsOf = (value: RelationshipValueData | null): Readonly<Partial<Record<ComponentId, number>>> =>
  Object.fromEntries((value?.components ?? []).map(({ id, value: points }) => [id, points]));

const sumOf = (lines: readonly { readonly value: number }[]): number =>
  lines.reduce((sum, { value }) => sum + value, 0);

describe('the golden customer, through the database', () => {
  it('Z-1: has the published components and index', async () => {
    const value = await askValue();
    const points = pointsOf(value);
    expectClose(points.engagement, 63.715074);
    expectClose(points.reciprocity, 60.531155);
    expectClose(points.service, 6.017733);
    expectClose(points.durability, 45.066063);
    expectClose(points.money, 47.326143);
    expectClose(value?.rvi, 46.283131);
  });

  it('Z-1: has the published shares of plugins, which add up to the index', async () => {
    const value = await askValue();
    const [lines = []] = await reader.contributions(database.reader(), {
      keys: [value?.contributionKey ?? ''],
      by: 'plugin',
    });
    const shares = { conf: 6.586839, email: 2.686527, rep: 14.220568, web: 6.152939, ledger: 9.876348, core: 6.759909 };
    expect(lines.map(({ plugin }) => plugin).toSorted()).toEqual(Object.keys(shares).toSorted());
    for (const { plugin, value: share } of lines) expectClose(share, shares[plugin as keyof typeof shares]);
    expectClose(sumOf(lines), value?.rvi ?? Number.NaN, 1e-12);
  });

  it.each(['plugin', 'signal', 'event'] as const)(
    'says what each line by %s would cost, alone, to lose',
    async (by) => {
      const value = await askValue();
      const keys = [value?.contributionKey, ...(value?.components ?? []).map(({ contributionKey }) => contributionKey)];
      const lists = await reader.contributions(database.reader(), { keys: keys.map(String), by, first: 200 });
      const [index = [], engagement = []] = lists;
      expect(index.every(({ marginalLoss }) => Number.isFinite(marginalLoss))).toBe(true);
      // Saturation: what is left saturates less, so that losing a positive line costs less than its share.
      for (const line of engagement) if (line.value > 0) expect(line.marginalLoss).toBeLessThan(line.value + 1e-9);
      const alone = lists[2]?.find(({ signal }) => signal === 'conf.attended');
      expect(by === 'plugin' || alone !== undefined).toBe(true);
    },
  );

  it('names requests and needs by their ids, and labels money by what it rests on', async () => {
    const value = await askValue();
    const keyOf = (id: ComponentId) => value?.components.find((part) => part.id === id)?.contributionKey ?? '';
    const keys = [keyOf('service'), keyOf('money')];
    const [served = [], money = []] = await reader.contributions(database.reader(), { keys, by: 'event' });
    expect(served).toHaveLength(4);
    for (const { needId } of served) expect(needId).toEqual(expect.any(String));
    expect(new Set(money.map(({ basis }) => basis))).toEqual(new Set(['recorded', 'modelled']));
    const [moneyOf] = await reader.money(database.reader(), [value?.valueKey ?? '']);
    expect(moneyOf).toMatchObject({ netMinor: 179_695, currency: 'EUR', basis: 'recorded', allocatedShare: 0 });
    expect(moneyOf?.unconverted).toEqual([{ currency: 'USD', amountMinor: 7700 }]);
  });

  it('is not valued as a consumer, but served as one', async () => {
    expect(await askValue({ customerIds: [consumer] })).toBeNull();
    const services = await reader.services(database.reader(), { customerIds: [consumer, professional], at: now });
    for (const { value } of services) expectClose(value, 6.017733);
    const [lines = []] = await reader.contributions(database.reader(), {
      keys: [services[0]?.contributionKey ?? ''],
      by: 'event',
    });
    expectClose(sumOf(lines), 6.017733);
  });
});

describe('money in another currency', () => {
  it('counts from the day it is quoted, entry by entry, unless the rate was learned later', async () => {
    const learned = new Date(vectorNow + dayMs / 2);
    const quotes = [{ currency: 'USD', day: day(50).slice(0, 10), unitsPerBase: '1.25' }];
    const [before, plain] = [await askValue({ knownAt: now }), await askValue()];
    await database.transaction((writer) => recordRates(writer, { source: 'tests', base: 'EUR', quotes }, learned));
    const after = await askValue();
    const [money] = await reader.money(database.reader(), [after?.valueKey ?? '']);
    expect(money).toMatchObject({ netMinor: 179_695 + 6160, unconverted: [] });
    expect(pointsOf(after).money).toBeGreaterThan(pointsOf(plain).money ?? Number.NaN);
    expect((await askValue({ knownAt: now }))?.rvi).toBe(before?.rvi);
    const keys = [after?.contributionKey ?? ''];
    const [lines = []] = await reader.contributions(database.reader(), { keys, by: 'event', first: 200 });
    expectClose(sumOf(lines), after?.rvi ?? Number.NaN, 1e-9);
  });
});

describe('the value of one brand or one person', () => {
  it('counts what is about the brand, so that sums of points by brand are those of the whole', async () => {
    const [alpha, beta] = [await askValue({ brandId: 1 }), await askValue({ brandId: 2 })];
    for (const value of [alpha, beta]) {
      const [lines = []] = await reader.contributions(database.reader(), {
        keys: [value?.contributionKey ?? ''],
        by: 'event',
      });
      expectClose(sumOf(lines), value?.rvi ?? Number.NaN, 1e-9);
      expect(value?.rvi).not.toBe(0);
    }
    expect(alpha?.rvi).not.toBe(beta?.rvi);
    expect((await askValue({ brandId: 77 }))?.rvi).toBe(0);
  });

  it('counts what the person took part in; nobody else then carries the relationship', async () => {
    const one = await askValue({ actorId: 2 });
    const visit = await askValue({ actorId: 1 });
    expect(pointsOf(one).service).toBe(0);
    expect(pointsOf(one).engagement).not.toBe(pointsOf(visit).engagement);
    expect(pointsOf(one).money).toBeLessThan(0);
  });
});

describe('the same instant, knowledge, model and evidence', () => {
  const digestOf = async (value: RelationshipValueData | null) =>
    (await reader.digests(database.reader(), [value?.valueKey ?? '']))[0];

  it('give the same value and digest, whether from buckets or from the log', async () => {
    const [whole, known] = [await askValue(), await askValue({ knownAt: new Date(vectorNow + dayMs) })];
    expect(known?.rvi).toBe(whole?.rvi);
    expect(await digestOf(known)).toBe(await digestOf(whole));
    expect(await digestOf(whole)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('do not change with an answer that came in later, dated back, nor with a request withdrawn later', async () => {
    const known = { customerIds: [split], knownAt: now } as const;
    const change = (text: string, ...values: readonly unknown[]) =>
      database.transaction((writer) => writer.execute({ text, values: [split, ...values] }));
    await database.transaction((writer) => recordNeeds(writer, split));
    await change(`update core.need set answered_at = null, met = null where customer_id = $1 and kind = 'request'`);
    const before = await askValue(known);
    const digest = await digestOf(before);
    expect(pointsOf(before).service).not.toBe(0);
    const later = new Date(vectorNow + 5 * dayMs);
    await change(
      `update core.need set answered_at = $2, met = 1, answer_recorded_at = $3 where customer_id = $1 and kind = 'request'`,
      day(1),
      later,
    );
    await change(`update core.need set withdrawn_at = $2 where customer_id = $1 and kind = 'need'`, later);
    const after = await askValue(known);
    expect(pointsOf(after)).toEqual(pointsOf(before));
    expect(await digestOf(after)).toBe(digest);
    expect(pointsOf(await askValue({ customerIds: [split] })).service).not.toBe(pointsOf(before).service);
  });

  it('do not change with what was learned or withdrawn later', async () => {
    const known = { customerIds: [split], knownAt: now } as const;
    const before = await askValue(known);
    const digest = await digestOf(before);
    await database.transaction(async (writer) => {
      const later = new Date(vectorNow + 5 * dayMs);
      const late = eventOf({ id: 'late', type: 'conf.spoke', customerId: split, at: daysBefore(3) });
      await scoring.record(writer, [scoring.score({ ...late, recordedAt: later })]);
      await scoring.retract(writer, [{ customerId: split, eventId: uuidOf(`${split}e10`) }], later);
    });
    const after = await askValue(known);
    expect(after?.components.map(({ value }) => value)).toEqual(before?.components.map(({ value }) => value));
    expect(await digestOf(after)).toBe(digest);
    expect((await askValue({ customerIds: [split] }))?.rvi).not.toBe(before?.rvi);
  });
});
