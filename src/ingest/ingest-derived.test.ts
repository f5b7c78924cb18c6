import {
  call,
  customer,
  mutationDoor as door,
  items,
  openIntake,
  rowsOf,
  type TestIntake,
} from '../../test/helpers/intake-fixture';
import type { InteractionRecord } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';

describe('what follows from contacts', () => {
  let database: TestDatabase;
  let ingest: TestIntake;
  const ids = new Map<string, number>();
  beforeAll(async () => {
    database = await testDatabase();
    ingest = await openIntake(database);
    const names = ['months', 'closes', 'late', 'retracts', 'ties', 'banned', 'erased', 'bulk'];
    const { outcomes } = await ingest.take(items(...names.map((name) => customer(name))), door);
    outcomes.forEach((outcome, n) => {
      ids.set(names[n] ?? '', outcome.customerId ?? 0);
    });
  });
  afterAll(() => database.close());
  const take = (...records: InteractionRecord[]) =>
    ingest.take(items(...records), door).then(({ outcomes }) => outcomes);
  const closures = (name: string) =>
    rowsOf(
      database,
      'select channel, closed_at, reason from core.channel_closure where customer_id = $1',
      ids.get(name),
    );
  const against = (name: string) =>
    rowsOf(
      database,
      `select source_key from core.interaction where customer_id = $1 and against_closure and retracted_at is null order by 1`,
      ids.get(name),
    ).then((found) => found.map((row) => (row as { source_key: string }).source_key));
  const close = (key: string, name: string, occurredAt: string) =>
    call(key, name, { type: 'call.refused', details: {}, occurredAt, channelPermission: 'close' });
  const open = (key: string, name: string, occurredAt: string) => ({
    ...close(key, name, occurredAt),
    channelPermission: 'open' as const,
  });
  const mail = (key: string, name: string, occurredAt: string) =>
    call(key, name, { type: 'call.left', details: {}, occurredAt });

  it('counts contacts, cost and measures by UTC month, and leaves no empty rows behind', async () => {
    const outcomes = await take(
      call('m1', 'months', { occurredAt: '2026-02-28T23:30:00-01:00', details: { minutes: 0.1 } }),
      call('m2', 'months', { occurredAt: '2026-03-31T23:59:59Z', details: { minutes: 0.2 }, count: 3 }),
      call('m3', 'months', { occurredAt: '2026-02-28T23:30:00Z', details: { minutes: 0 } }),
    );
    const months = () =>
      rowsOf(
        database,
        `select month, interactions, cost_minor, cost_currency from core.rollup_customer_month where customer_id = $1 order by month`,
        ids.get('months'),
      );
    const measures = () =>
      rowsOf(
        database,
        'select month, measure, value from core.rollup_measure_month where customer_id = $1 order by 1, 2',
        ids.get('months'),
      );
    expect(await months()).toEqual([
      { month: '2026-02-01', interactions: 1, cost_minor: 500, cost_currency: 'EUR' },
      { month: '2026-03-01', interactions: 4, cost_minor: 502 + 1512, cost_currency: 'EUR' },
    ]);
    expect(await measures()).toEqual([{ month: '2026-03-01', measure: 'call.minutes', value: '0.7' }]);
    for (const { customerId = 0, subjectId = '' } of outcomes)
      await ingest.retract({ customerId, interactionId: subjectId });
    expect(await months()).toEqual([]);
    expect(await measures()).toEqual([]);
  });

  it('closes a channel and opens it again, by the time of the events', async () => {
    await take(close('c1', 'closes', '2026-03-10T00:00:00Z'), close('c2', 'closes', '2026-03-12T00:00:00Z'));
    expect(await closures('closes')).toEqual([
      { channel: 'call', closed_at: new Date('2026-03-10T00:00:00Z'), reason: 'call.refused' },
    ]);
    await take(
      mail('c3', 'closes', '2026-03-09T00:00:00Z'),
      mail('c4', 'closes', '2026-03-11T00:00:00Z'),
      call('c5', 'closes', { occurredAt: '2026-03-11T00:00:00Z' }),
    );
    expect(await against('closes')).toEqual(['c4']);
    await take(open('c6', 'closes', '2026-03-20T00:00:00Z'));
    expect(await closures('closes')).toEqual([]);
    await take(mail('c7', 'closes', '2026-03-21T00:00:00Z'));
    expect(await against('closes')).toEqual(['c4']);
  });

  it('is not reopened by a late event, nor closed by one', async () => {
    await take(close('l1', 'late', '2026-03-10T00:00:00Z'));
    await take(open('l2', 'late', '2026-03-05T00:00:00Z'));
    expect(await closures('late')).toHaveLength(1);
    await take(open('l3', 'late', '2026-03-20T00:00:00Z'));
    await take(close('l4', 'late', '2026-03-15T00:00:00Z'));
    expect(await closures('late')).toEqual([]);
    await take(mail('l5', 'late', '2026-03-02T00:00:00Z'));
    await take(close('l6', 'late', '2026-03-01T00:00:00Z'));
    expect(await against('late')).toEqual(['l5']);
  });

  it('takes a closure back with the contact that said it', async () => {
    const [closing] = await take(
      close('r1', 'retracts', '2026-03-10T00:00:00Z'),
      mail('r2', 'retracts', '2026-03-11T00:00:00Z'),
    );
    expect(await against('retracts')).toEqual(['r2']);
    await ingest.retract({ customerId: closing?.customerId ?? 0, interactionId: closing?.subjectId ?? '' });
    expect(await closures('retracts')).toEqual([]);
    expect(await against('retracts')).toEqual([]);
  });

  it('is closed by a contact whose type says so, unless the record says otherwise', async () => {
    const ban = (key: string, occurredAt: string) =>
      call(key, 'banned', { type: 'call.banned', details: {}, occurredAt });
    await take(ban('n1', '2026-03-10T00:00:00Z'));
    expect(await closures('banned')).toMatchObject([{ reason: 'call.banned' }]);
    await take({ ...ban('n2', '2026-03-11T00:00:00Z'), channelPermission: 'open' });
    expect(await closures('banned')).toEqual([]);
  });

  it('stays closed when opening and closing fall on the same instant', async () => {
    const at = '2026-03-10T00:00:00Z';
    await take(close('t1', 'ties', at), open('t2', 'ties', at));
    expect(await closures('ties')).toHaveLength(1);
  });

  it('goes when the customer goes', async () => {
    await take(call('e1', 'erased'), close('e2', 'erased', '2026-03-10T00:00:00Z'));
    const left = () =>
      Promise.all(
        [
          'interaction',
          'contribution',
          'bucket',
          'rollup_customer_month',
          'rollup_measure_month',
          'channel_closure',
        ].map((table) =>
          rowsOf(database, `select 1 as found from core.${table} where customer_id = $1 limit 1`, ids.get('erased')),
        ),
      ).then((found) => found.flat().length);
    expect(await left()).toBe(6);
    await rowsOf(database, 'delete from core.customer where id = $1 returning id', ids.get('erased'));
    expect(await left()).toBe(0);
  });

  it('computes the value at once, or marks it for later at a bulk door', async () => {
    const snapshot = () =>
      rowsOf(
        database,
        'select round(engagement::numeric, 3)::float8 as engagement, dirty from core.customer_value where customer_id = $1',
        ids.get('bulk'),
      );
    await take(call('b1', 'bulk', { occurredAt: '2026-04-01T12:00:00Z', details: { minutes: 30 } }));
    const [first] = await snapshot();
    expect(first).toMatchObject({ dirty: false });
    expect((first as { engagement: number }).engagement).toBeGreaterThan(0);
    await ingest.take(items(call('b2', 'bulk')), { ...door, snapshots: 'later' });
    expect(await snapshot()).toEqual([{ ...first, dirty: true }]);
  });
});
