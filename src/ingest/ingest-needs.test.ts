import {
  callRegistry,
  customer,
  mutationDoor as door,
  items,
  openIntake,
  rowsOf,
  type TestIntake,
} from '../../test/helpers/intake-fixture';
import { createValueReader, ensureModel, type ValueReader } from '../scoring';
import type { NeedRecord } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';

const request = (more: Partial<NeedRecord> = {}): NeedRecord => ({
  kind: 'need',
  source: 'desk',
  sourceKey: 'ticket',
  customer: [{ system: 'crm', value: 'one' }],
  need: 'request',
  topic: 'dosing',
  raisedAt: '2026-03-01T00:00:00Z',
  ...more,
});

describe('a need that is corrected', () => {
  let database: TestDatabase;
  let ingest: TestIntake;
  let values: ValueReader;
  let one = 0;
  let two = 0;
  let needId = '';
  const asOf = new Date('2026-04-20T00:00:00Z');

  beforeAll(async () => {
    database = await testDatabase();
    ingest = await openIntake(database);
    const model = await ensureModel({ database, registry: callRegistry, clock: ingest.clock, log: () => undefined });
    values = createValueReader(model, callRegistry);
    const { outcomes } = await ingest.take(items(customer('one'), customer('two'), request()), door);
    [one, two] = [outcomes[0]?.customerId ?? 0, outcomes[1]?.customerId ?? 0];
    needId = outcomes[2]?.subjectId ?? '';
    await rowsOf(
      database,
      `update core.need set answered_at = '2026-03-05', answer = 'yes', met = 1, answer_recorded_at = '2026-04-02' where id = $1 returning id`,
      needId,
    );
  });
  afterAll(() => database.close());

  const correct = (at: string, ...records: readonly NeedRecord[]) => {
    ingest.clock.set(at);
    return ingest.take(items(...records), door);
  };
  /** Service, the evidence behind it and its digest, of both customers. */
  const known = async (at: string) => {
    const question = { customerIds: [one, two], asOf, now: asOf, knownAt: new Date(at) };
    const found = await values.values(database.reader(), question);
    const services = found.map((value) => value?.components.find(({ id }) => id === 'service'));
    const keys = services.map((part) => part?.contributionKey ?? '');
    return {
      points: services.map((part) => part?.value),
      lines: await values.contributions(database.reader(), { keys, by: 'event' }),
      digests: await values.digests(
        database.reader(),
        found.map((value) => value?.valueKey ?? ''),
      ),
    };
  };
  const versions = () =>
    rowsOf(
      database,
      `select customer_id, topic, recorded_at, superseded_at from core.need_version where need_id = $1 order by superseded_at`,
      needId,
    );

  it('leaves every value of earlier knowledge as it was: by date, topic, channel, and as another customer’s', async () => {
    const before = await known('2026-04-03T00:00:00Z');
    expect(before.points[0]).not.toBe(before.points[1]);
    await correct('2026-04-04T00:00:00Z', request({ topic: 'safety', raisedAt: '2026-02-01T00:00:00Z' }));
    const dated = await known('2026-04-04T00:00:00Z');
    expect(dated.points[0]).not.toBe(before.points[0]);
    expect(await known('2026-04-03T00:00:00Z')).toEqual(before);
    const other = request({ customer: [{ system: 'crm', value: 'two' }], channel: 'call', topic: 'safety' });
    await correct('2026-04-06T00:00:00Z', other);
    const moved = await known('2026-04-06T00:00:00Z');
    expect(moved.points).toEqual([before.points[1], before.points[0]]);
    expect(await known('2026-04-05T00:00:00Z')).toEqual(dated);
    expect(await known('2026-04-03T00:00:00Z')).toEqual(before);
    expect(await versions()).toEqual([
      {
        customer_id: one,
        topic: 'dosing',
        recorded_at: new Date('2026-04-01T12:00:00Z'),
        superseded_at: new Date('2026-04-04T00:00:00Z'),
      },
      {
        customer_id: one,
        topic: 'safety',
        recorded_at: new Date('2026-04-04T00:00:00Z'),
        superseded_at: new Date('2026-04-06T00:00:00Z'),
      },
    ]);
  });

  it('is no other version when only its words changed, or the date stops at the answer', async () => {
    const kept = await versions();
    const other = request({ customer: [{ system: 'crm', value: 'two' }], channel: 'call', topic: 'safety' });
    await correct('2026-04-07T00:00:00Z', { ...other, text: 'in other words' });
    expect(await versions()).toEqual(kept);
    await correct('2026-04-08T00:00:00Z', { ...other, raisedAt: '2026-03-09T00:00:00Z' });
    expect(await versions()).toHaveLength(kept.length + 1);
    await correct('2026-04-09T00:00:00Z', { ...other, raisedAt: '2026-03-10T00:00:00Z' });
    expect(await versions()).toHaveLength(kept.length + 1);
  });
});
