import {
  eventOf,
  type GivenEvent,
  scoringRegistry,
  seed,
  testModel,
  testScoring,
  uuidOf,
} from '../../test/helpers/scoring-fixture';
import { type CountingReader } from '../db/database';
import { fixedClock } from '../shared/clock';
import { encodeGlobalId } from '../shared/global-id';
import { type TestDatabase, testDatabase } from '../testing';
import { componentIds, dayMs } from '../value';
import type { ContributionGrouping } from './contributions';
import { refreshDirty } from './refresh-dirty';
import { createValueReader } from './value-reader';

const scoring = testScoring();
const reader = createValueReader(testModel, scoringRegistry());
const now = new Date('2026-11-21T09:30:00.000Z');
const later = new Date(now.getTime() + 10 * dayMs);
const people = 40;
const kinds = [...Array.from({ length: people }, () => 'professional'), 'consumer'];
const consumer = people + 1;
const customerIds = Array.from({ length: people }, (_, index) => index + 1);

const types = [
  'rep.visit_held',
  'rep.visit_declined',
  'email.opened',
  'email.sent',
  'web.page_view',
  'conf.spoke',
] as const;
const events: readonly GivenEvent[] = customerIds.flatMap((customerId) =>
  Array.from({ length: customerId }, (_, index): GivenEvent => {
    const type = types[(index * 7 + customerId) % types.length] ?? 'rep.visit_held';
    return {
      id: `${customerId}-${index}`,
      type,
      customerId,
      at: now.getTime() - index * 5 * dayMs,
      count: 1 + (index % 3),
    };
  }),
);

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.transaction(async (writer) => {
    await seed(writer, kinds);
    await scoring.open(writer, [...customerIds, consumer], new Date('2020-01-01T00:00:00Z'));
    await scoring.record(
      writer,
      events.map((event) => scoring.score(eventOf(event))),
    );
    await scoring.record(writer, [
      scoring.score(eventOf({ id: 'c', type: 'web.enquiry', customerId: consumer, at: now.getTime() })),
    ]);
    await scoring.refresh(writer, [...customerIds, consumer, 1], now);
  });
});

afterAll(() => database.close());

const ask = (asOf: Date | null, ids = customerIds, source: CountingReader = database.reader()) =>
  reader.values(source, { customerIds: ids, asOf, now: later });

/** Lists of lines of the index and of every component, each with the value it must add up to. */
async function linesOf(by: ContributionGrouping, asOf: Date | null, first?: number) {
  const values = await ask(asOf);
  const parts = values.flatMap((value) => (value === null ? [] : [value, ...value.components]));
  const keys = parts.map(({ contributionKey }) => contributionKey);
  const lists = await reader.contributions(database.reader(), { keys, by, first });
  return parts.map(({ value }, index) => ({ value, lines: lists[index] ?? [] }));
}

/** One part's lists only: the index stands first, then the components. */
const engagementOf = <Item>(lists: readonly Item[]): readonly Item[] => lists.filter((_, index) => index % 6 === 1);

const total = (lines: readonly { readonly value: number }[]): number =>
  lines.reduce((sum, { value }) => sum + value, 0);

describe('relationship values', () => {
  it('come from the stored snapshot, for the instant it was computed at', async () => {
    const [value] = await ask(null, [30]);
    expect(value).toMatchObject({ computedAt: now, grade: 'A', modelVersion: testModel.hash, modelName: 'vm-1.0.0' });
    expect(value?.components.map(({ id }) => id)).toEqual(componentIds);
    const shares = testModel.document.composite;
    const sum = value?.components.reduce((total, { id, value: points }) => total + shares[id] * points, 0);
    expect(value?.rvi).toBe(sum);
    expect(value?.value).toBe(value?.rvi);
    const [exact] = await ask(now, [30]);
    expect(exact).toEqual({ ...value, contributionKey: expect.any(String) });
  });

  it('are computed exactly for any instant asked for', async () => {
    const [past, future] = [await ask(new Date(now.getTime() - 60 * dayMs), [30]), await ask(later, [30])];
    expect(past[0]?.computedAt).toEqual(new Date(now.getTime() - 60 * dayMs));
    expect(future[0]?.value).not.toBe((await ask(null, [30]))[0]?.value);
    expect((await ask(new Date('1999-01-01T00:00:00Z'), [30]))[0]).toMatchObject({ value: 0, grade: 'D' });
  });

  it('are refused for instants that no calendar of ours holds', async () => {
    for (const year of ['+275760', '0000']) {
      await expect(ask(new Date(`${year}-01-01T00:00:00Z`), [1])).rejects.toMatchObject({ code: 'BAD_INPUT' });
    }
    const [distant] = await ask(new Date('2999-12-31T23:59:59.999Z'), [30]);
    expect(distant?.components[0]?.value).toBeCloseTo(0, 9);
  });

  it('are null for consumers and for nobody, in the order of the keys', async () => {
    const ids = [consumer, 3, 999_999];
    for (const asOf of [null, now]) {
      const values = await ask(asOf, ids);
      expect(values.map((value) => value === null)).toEqual([true, false, true]);
    }
    const rows = await database.reader().query({
      text: 'select engagement, rvi, grade, dirty from core.customer_value where customer_id = $1',
      values: [consumer],
    });
    expect(rows).toEqual([{ engagement: 0, rvi: 0, grade: 'D', dirty: false }]);
  });

  it.each([
    ['plugin', null],
    ['signal', null],
    ['event', null],
    ['plugin', later],
    ['signal', later],
    ['event', new Date(now.getTime() - 33 * dayMs - 3_600_000)],
  ] as const)('are made of contributions by %s that add up to them (as of %s)', async (by, asOf) => {
    for (const { value, lines } of await linesOf(by, asOf, 200)) {
      expect(Math.abs(total(lines) - value)).toBeLessThanOrEqual(1e-9);
    }
  });

  it('show the strongest events first and sum up the others in a last line', async () => {
    const lists = engagementOf(await linesOf('event', null));
    for (const { value, lines } of lists) {
      const own = lines.filter(({ folded }) => folded === 0);
      expect(own.length).toBeLessThanOrEqual(20);
      expect(own.map((line) => Math.abs(line.value))).toEqual(
        own.map((line) => Math.abs(line.value)).toSorted((a, b) => b - a),
      );
      expect(Math.abs(total(lines) - value)).toBeLessThanOrEqual(1e-9);
    }
    const counted = events.filter(({ customerId, type }) => customerId === people && type !== 'email.sent').length;
    const most = lists[people - 1]?.lines ?? [];
    expect(most).toHaveLength(21);
    expect(most.at(-1)).toMatchObject({
      label: `${counted - 20} more`,
      folded: counted - 20,
      plugin: null,
      evidence: null,
    });
  });

  it('name the evidence behind an event', async () => {
    const [{ lines } = { lines: [] }] = engagementOf(await linesOf('event', null));
    const interaction = uuidOf('1-0');
    expect(lines).toEqual([
      {
        label: 'rep.visit_declined',
        value: expect.any(Number),
        plugin: 'tests',
        signal: 'rep.visit_declined',
        folded: 0,
        basis: 'recorded',
        component: 'engagement',
        marginalLoss: expect.any(Number),
        needId: null,
        evidence: {
          customer_id: 1,
          interaction_id: interaction,
          interactionId: encodeGlobalId('Interaction', 1, interaction),
          path: 'amount',
          occurredAt: now,
          pluginVersion: '1.0.0',
        },
      },
    ]);
  });

  it('need as many statements for forty customers as for one', async () => {
    const count = async (ids: readonly number[], by: ContributionGrouping) => {
      const source = database.reader();
      const values = await reader.values(source, { customerIds: ids, asOf: null, now: later });
      const keys = values.map((value) => value?.components[0]?.contributionKey ?? '');
      await reader.contributions(source, { keys, by });
      return source.statements;
    };
    expect([await count([1], 'plugin'), await count(customerIds, 'plugin')]).toEqual([4, 4]);
    expect([await count([1], 'event'), await count(customerIds, 'event')]).toEqual([4, 4]);
  });

  it('refuse a page beyond the limit, and none at all', async () => {
    const [value] = await ask(null, [1]);
    const keys = [value?.components[0]?.contributionKey ?? ''];
    const asking = (first: number) => reader.contributions(database.reader(), { keys, by: 'event', first });
    await expect(asking(201)).rejects.toMatchObject({ code: 'PAGE_TOO_LARGE' });
    await expect(asking(0)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('outdated values', () => {
  const visit: GivenEvent = { id: 'new', type: 'rep.visit_held', customerId: 5, at: now.getTime() + dayMs, amount: 2 };

  it('are computed at the time of reading, and refused parts that no longer fit', async () => {
    const [before] = await ask(null, [5]);
    await database.transaction(async (writer) => {
      await scoring.record(writer, [scoring.score(eventOf({ ...visit, id: 'backdated', at: now.getTime() - dayMs }))]);
      await scoring.record(writer, [scoring.score(eventOf(visit))]);
      await scoring.markDirty(writer, [5]);
    });
    const [after] = await ask(null, [5]);
    expect(after?.computedAt).toEqual(later);
    expect(after?.value).toBe((await ask(later, [5]))[0]?.value);
    const stale = { keys: [before?.components[0]?.contributionKey ?? ''], by: 'plugin' } as const;
    await expect(reader.contributions(database.reader(), stale)).rejects.toMatchObject({ code: 'READ_OVERTAKEN' });
  });

  it('are refreshed by the job, which then finds nothing more to do', async () => {
    const clock = fixedClock(later);
    expect(await refreshDirty({ database, scoring, clock }, 10)).toBe(1);
    expect(await refreshDirty({ database, scoring, clock }, 10)).toBe(0);
    const source = database.reader();
    const [value] = await ask(null, [5], source);
    expect([value?.computedAt, source.statements]).toEqual([later, 1]);
  });

  it('are those of another model, too', async () => {
    const other = createValueReader({ ...testModel, hash: 'f'.repeat(64) }, scoringRegistry());
    const [value] = await other.values(database.reader(), { customerIds: [7], asOf: null, now: later });
    expect(value).toMatchObject({ computedAt: later, modelVersion: 'f'.repeat(64) });
  });
});
