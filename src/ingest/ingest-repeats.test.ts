import {
  call,
  customer,
  mutationDoor as door,
  items,
  openIntake,
  rowsOf,
  type TestIntake,
} from '../../test/helpers/intake-fixture';
import type { IntakeRecord } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';

const conflictDoor = { ...door, repeats: 'conflict' } as const;

describe('a key that comes again', () => {
  let database: TestDatabase;
  let ingest: TestIntake;
  beforeAll(async () => {
    database = await testDatabase();
    ingest = await openIntake(database);
    await ingest.take(items(customer('one'), customer('two')), door);
  });
  afterAll(() => database.close());
  const take = async (record: IntakeRecord, through: typeof door = door) => {
    const { outcomes } = await ingest.take(items(record), through);
    const outcome = outcomes[0];
    if (outcome === undefined) throw new Error('no outcome');
    return outcome;
  };
  const stored = (sourceKey: string) =>
    rowsOf(
      database,
      `select c.family_name as customer, i.revision, (i.details ->> 'minutes')::int as minutes, i.retracted_at is null as live
       from core.interaction i join core.customer c on c.id = i.customer_id where source_key = $1 order by revision`,
      sourceKey,
    );
  const figures = () =>
    rowsOf(
      database,
      `select 'month' as of, customer_id, interactions::text as a, cost_minor::text as b from core.rollup_customer_month
       union all select measure, customer_id, value::text, '' from core.rollup_measure_month
       union all select signal, customer_id, q30::text, n::text from core.bucket order by 1, 2`,
    );

  it('changes nothing and answers the same when its body is the same', async () => {
    const first = await take(call('same', 'one'));
    const before = await figures();
    const again = await take(call('same', 'one', { occurredAt: '2026-03-10T10:30:00+01:00' }));
    expect(again).toEqual({ ...first, status: 'repeated' });
    expect(await figures()).toEqual(before);
    expect(await stored('same')).toHaveLength(1);
  });

  it('is corrected when its body changed: the old contact is taken out of every figure', async () => {
    const untouched = await figures();
    const first = await take(call('fix', 'one', { details: { minutes: 30 }, ledger: [meal(1000)] }));
    const second = await take(call('fix', 'two', { details: { minutes: 45 }, ledger: [meal(1500)] }));
    expect(second).toMatchObject({ status: 'corrected' });
    expect(second.subjectId).not.toBe(first.subjectId);
    expect(await stored('fix')).toEqual([
      { customer: 'one', revision: 1, minutes: 30, live: false },
      { customer: 'two', revision: 2, minutes: 45, live: true },
    ]);
    const ledger = `select amount_minor, retracted_at is null as live from core.ledger_entry where source_key = 'fix' order by 1 desc`;
    expect(await rowsOf(database, ledger)).toEqual([
      { amount_minor: -1000, live: false },
      { amount_minor: -1500, live: true },
    ]);
    await ingest.retract({ customerId: second.customerId ?? 0, interactionId: second.subjectId ?? '' });
    expect(await figures()).toEqual(untouched);
  });

  it('is refused as a conflict where the door takes no corrections', async () => {
    await take(call('strict', 'one'), conflictDoor);
    const answer = await take(call('strict', 'one', { details: { minutes: 1 } }), conflictDoor);
    expect(answer).toMatchObject({ status: 'rejected', code: 'SOURCE_KEY_CONFLICT' });
    expect(await take(call('strict', 'one'), conflictDoor)).toMatchObject({ status: 'repeated' });
    expect(await stored('strict')).toHaveLength(1);
  });

  it('may go back to an earlier body: A, B, A are two corrections', async () => {
    const a = call('chain', 'one', { details: { minutes: 10 } });
    const b = call('chain', 'one', { details: { minutes: 20 } });
    const answers = [await take(a), await take(b), await take(a), await take(a)];
    expect(answers.map(({ status }) => status)).toEqual(['accepted', 'corrected', 'corrected', 'repeated']);
    expect(await stored('chain')).toMatchObject([
      { minutes: 10, live: false },
      { minutes: 20, live: false },
      { minutes: 10, live: true },
    ]);
  });

  it('is handled in order within one batch, with the same figures as one by one', async () => {
    const a = (key: string) => call(key, 'one', { details: { minutes: 10 }, ledger: [meal(1)] });
    const b = (key: string) => call(key, 'two', { details: { minutes: 20 }, ledger: [meal(2)] });
    const { outcomes } = await ingest.take(items(a('batch'), b('batch'), b('batch'), a('batch')), door);
    expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'corrected', 'repeated', 'corrected']);
    const together = await figures();
    await ingest.retract({ customerId: outcomes[3]?.customerId ?? 0, interactionId: outcomes[3]?.subjectId ?? '' });
    for (const record of [a('single'), b('single'), b('single'), a('single')]) await take(record);
    expect(await figures()).toEqual(together);
    expect(await stored('single')).toEqual(
      await stored('batch').then((rows) => rows.map((row, n) => (n === 2 ? { ...row, live: true } : row))),
    );
  });

  it('does not come back with the body that was retracted, but may with another', async () => {
    const first = await take(call('back', 'one'));
    const key = { customerId: first.customerId ?? 0, interactionId: first.subjectId ?? '' };
    const before = await figures();
    expect(await ingest.retract(key)).toBe('retracted');
    expect(await ingest.retract(key)).toBe('already-retracted');
    expect(await take(call('back', 'one'))).toMatchObject({ status: 'rejected', code: 'SOURCE_KEY_RETRACTED' });
    expect(await take(call('back', 'one', { details: { minutes: 9 } }), conflictDoor)).toMatchObject({
      code: 'SOURCE_KEY_RETRACTED',
    });
    expect(await take(call('back', 'one', { details: { minutes: 9 } }))).toMatchObject({ status: 'corrected' });
    expect(await take(call('back', 'one'))).toMatchObject({ status: 'corrected' });
    expect(await figures()).toEqual(before);
  });

  it('cannot be retracted when there is no such contact', async () => {
    expect(await ingest.retract({ customerId: 1, interactionId: '00000000-0000-8000-8000-000000000000' })).toBeNull();
    expect(await ingest.retract({ customerId: 1, interactionId: 'no id' })).toBeNull();
  });

  it('corrects ledger entries by a new row', async () => {
    const entry = (amountMinor: number): IntakeRecord => ({
      kind: 'ledger',
      source: 'erp',
      sourceKey: 'invoice',
      customer: [{ system: 'crm', value: 'one' }],
      occurredOn: '2026-03-01',
      entry: 'revenue',
      amountMinor,
      currency: 'EUR',
    });
    await ingest.take(items(entry(1), entry(2)), door);
    await take(entry(3));
    const rows = await rowsOf(
      database,
      `select amount_minor, retracted_at is null as live from core.ledger_entry where source = 'erp' order by 1`,
    );
    expect(rows).toEqual([
      { amount_minor: 1, live: false },
      { amount_minor: 2, live: false },
      { amount_minor: 3, live: true },
    ]);
  });

  it('corrects needs and ties in place, so that an answer or an end stays with its row', async () => {
    const need = (customerName: string, raisedAt: string): IntakeRecord => ({
      kind: 'need',
      source: 'desk',
      sourceKey: 'ticket',
      customer: [{ system: 'crm', value: customerName }],
      need: 'request',
      topic: raisedAt,
      raisedAt,
    });
    const first = await take(need('one', '2026-03-01'));
    const answer = `update core.need set answered_at = '2026-03-02T00:00:00Z', answer = 'yes', met = 1 where id = $1 returning id`;
    await rowsOf(database, answer, first.subjectId);
    const second = await take(need('two', '2026-03-05'));
    expect(second).toMatchObject({ status: 'corrected', subjectId: first.subjectId });
    const rows = await rowsOf(
      database,
      `select customer_id, topic, answer, raised_at from core.need where source = 'desk'`,
    );
    expect(rows).toEqual([
      {
        customer_id: second.customerId,
        topic: '2026-03-05',
        answer: 'yes',
        raised_at: new Date('2026-03-02T00:00:00Z'),
      },
    ]);
  });
});

function meal(amountMinor: number) {
  return { entry: 'value_transfer', amountMinor, currency: 'EUR' } as const;
}
