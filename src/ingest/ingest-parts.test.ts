import {
  call,
  customer,
  mutationDoor as door,
  items,
  openIntake,
  rowsOf,
  type TestIntake,
} from '../../test/helpers/intake-fixture';
import { type IntakeRecord, type NeedRecord, withParts } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';

const need = (key: string, more: Partial<NeedRecord> = {}): NeedRecord => ({
  kind: 'need',
  source: 'calls',
  sourceKey: key,
  customer: [{ system: 'crm', value: 'one' }],
  need: 'request',
  topic: 'dosing',
  raisedAt: '2026-03-10T09:30:00Z',
  ...more,
});

describe('a record with parts', () => {
  let database: TestDatabase;
  let ingest: TestIntake;
  beforeAll(async () => {
    database = await testDatabase();
    ingest = await openIntake(database);
    await ingest.take(items(customer('one'), customer('two')), door);
  });
  afterAll(() => database.close());
  const take = async (...records: readonly IntakeRecord[]) => (await ingest.take(items(...records), door)).outcomes;
  const row = (key: string, ...parts: readonly string[]) =>
    withParts(
      call(key, 'one'),
      parts.map((part) => call(`${key}/${part}`, 'one')),
    );
  const live = async (key: string) =>
    (
      await rowsOf(
        database,
        `select source_key as key from core.interaction where source_key like $1 || '%' and retracted_at is null order by 1`,
        key,
      )
    ).map((found) => (found as { key: string }).key);
  const figures = () =>
    rowsOf(
      database,
      `select 'month' as of, customer_id, interactions::text as a, cost_minor::text as b from core.rollup_customer_month
       union all select signal, customer_id, q30::text, n::text from core.bucket where n <> 0 order by 1, 2`,
    );

  it('takes back on a correction what it no longer names, out of every figure', async () => {
    await take(...row('call', 'a'));
    const before = await figures();
    await take(...row('call', 'a', 'b', 'c'));
    expect(await live('call')).toEqual(['call', 'call/a', 'call/b', 'call/c']);
    await take(...row('call', 'a'));
    expect(await live('call')).toEqual(['call', 'call/a']);
    expect(await figures()).toEqual(before);
  });

  it('changes nothing when it comes again with its parts in another order', async () => {
    await take(...row('order', 'a', 'b'));
    expect(await take(...row('order', 'b', 'a'))).toEqual([
      expect.objectContaining({ status: 'repeated' }),
      expect.objectContaining({ status: 'repeated' }),
      expect.objectContaining({ status: 'repeated' }),
    ]);
    expect(await live('order')).toEqual(['order', 'order/a', 'order/b']);
  });

  it('brings a part back that it names again', async () => {
    for (const parts of [['a', 'b'], ['a'], ['a', 'b']]) await take(...row('back', ...parts));
    expect(await live('back')).toEqual(['back', 'back/a', 'back/b']);
  });

  it('takes the same whether its revisions come in one batch or in several', async () => {
    await take(...row('batch', 'a', 'b'), ...row('batch', 'b'), ...row('batch', 'b', 'c'));
    expect(await live('batch')).toEqual(['batch', 'batch/b', 'batch/c']);
  });

  it('leaves a part alone that somebody retracted by hand', async () => {
    const [, part] = await take(...row('hand', 'a'));
    if (part?.customerId === undefined || part.subjectId === undefined) throw new Error('not stored');
    await ingest.retract({ customerId: part.customerId, interactionId: part.subjectId });
    await take(...row('hand'));
    expect((await take(...row('hand', 'a')))[1]).toMatchObject({ code: 'SOURCE_KEY_RETRACTED' });
  });

  it('closes a waiting part that it no longer names', async () => {
    const stranger = call('wait/a', 'nobody');
    await take(...withParts(call('wait', 'one'), [stranger]));
    await take(...row('wait'));
    expect(await rowsOf(database, `select resolution from core.intake_set_aside where source_key = 'wait/a'`)).toEqual([
      { resolution: 'withdrawn' },
    ]);
  });

  it('has exactly the parts of its last body when several writers correct it at the same time', async () => {
    await take(...row('race', 'a'));
    await Promise.all(Array.from({ length: 8 }, (_, n) => take(...row('race', `x${n}`, `y${n % 3}`))));
    const [claim] = await rowsOf(database, `select parts from core.intake_claim where source_key = 'race'`);
    const { parts } = claim as { readonly parts: readonly string[] };
    expect(await live('race')).toEqual(['race', ...parts.map((part) => part.replace('interaction ', ''))]);
    const contacts = (await live('')).length;
    expect(await rowsOf(database, `select sum(interactions)::int as n from core.rollup_customer_month`)).toEqual([
      { n: contacts },
    ]);
  }, 60_000);

  it('withdraws a need, keeps it for values of earlier knowledge, and takes one raised again for another', async () => {
    const question = (...needs: readonly NeedRecord[]) =>
      withParts(call('asked', 'one'), [call('asked/q', 'one'), ...needs]);
    await take(...question(need('asked/q')));
    await take(...question());
    expect(await needs()).toEqual([{ stands: false }]);
    expect(await live('asked')).toEqual(['asked', 'asked/q']);
    await take(...question(need('asked/q')));
    expect(await needs()).toEqual([{ stands: false }, { stands: true }]);
  });
  const needs = () =>
    rowsOf(
      database,
      `select withdrawn_at is null as stands from core.need where source_key = 'asked/q' order by withdrawn_at`,
    );
});
