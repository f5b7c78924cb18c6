import {
  call,
  callRegistry,
  customer,
  mutationDoor as door,
  items,
  openIntake,
  rowsOf,
  type TestIntake,
} from '../../test/helpers/intake-fixture';
import type { IntakeItem, IntakeRecord } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';

const importer = { id: 'call.strict', title: '', format: '', repeats: 'conflict' as const, read: () => [] as never };
const registry = {
  ...callRegistry,
  importers: new Map([['call.strict', { owner: { id: 'call', version: '1.0.0' }, value: importer }]]),
};
const strictDoor = { id: 'import:call.strict', repeats: 'conflict', snapshots: 'later' } as const;

describe('items set aside', () => {
  let database: TestDatabase;
  let ingest: TestIntake;
  beforeAll(async () => {
    database = await testDatabase();
    ingest = await openIntake(database, registry);
  });
  afterAll(() => database.close());
  const take = (...records: IntakeRecord[]) => ingest.take(items(...records), door).then(({ outcomes }) => outcomes);
  const rows = (where: string, ...values: unknown[]) =>
    rowsOf(
      database,
      `select disposition, code, line, raw, record, attempts, resolution, resolved_at is null as open
       from core.intake_set_aside where ${where} order by received_at, line`,
      ...values,
    );
  const idsOf = (key: string) =>
    rowsOf(database, `select id from core.intake_set_aside where source_key = $1`, key).then((found) =>
      found.map((row) => (row as { id: string }).id),
    );

  it('keep what could not be read, as it came, and sending it again does not double it', async () => {
    const bad: readonly IntakeItem[] = [
      { rejected: { code: 'ROW_UNREADABLE', reason: 'short\u0000' }, position: { line: 3, raw: 'a,b\u0000\ud800' } },
      { record: { ...call('x\u0000', 'one'), details: { 'k\u0000': 1n } } as never, position: { line: 4 } },
      { record: 'junk' as never, position: { line: 5 } },
      { rejected: { code: 'BOT_FILTERED', reason: 'crawler', filtered: true }, position: { line: 6, raw: 'bot' } },
    ];
    const { outcomes, counts } = await ingest.take(bad, door);
    expect(counts).toMatchObject({ rejected: 3, filtered: 1 });
    const again = await ingest.take(bad, door);
    expect(again.outcomes).toEqual(outcomes);
    expect(await rows('line between 3 and 6')).toMatchObject([
      { disposition: 'rejected', code: 'ROW_UNREADABLE', raw: 'a,b\ufffd\ufffd', record: null, attempts: 2 },
      { disposition: 'rejected', code: 'DETAILS_INVALID', raw: null, attempts: 2 },
      { disposition: 'rejected', raw: '"junk"', record: 'junk' },
      { disposition: 'filtered', code: 'BOT_FILTERED', raw: 'bot' },
    ]);
    const kept = await rowsOf(
      database,
      'select id from core.intake_set_aside where line between 3 and 6 order by line',
    );
    expect(kept).toEqual(outcomes.map(({ setAsideId }) => ({ id: setAsideId })));
  });

  it('hold one open row per waiting key, with the newest body', async () => {
    const first = await take(call('w', 'later'), call('w', 'later'));
    const second = await take(call('w', 'later', { details: { minutes: 5 } }));
    expect(new Set([...first, ...second].map(({ setAsideId }) => setAsideId)).size).toBe(1);
    expect(await rows(`source_key = 'w'`)).toMatchObject([
      { code: 'CUSTOMER_UNKNOWN', attempts: 2, open: true, record: { details: { minutes: 5 } } },
    ]);
  });

  it('are resolved by a resubmission when what they named has come, and count the attempt when not', async () => {
    await take(
      customer('soon'),
      call('r1', 'soon', { brand: 'SOON' }),
      call('r2', 'never'),
      call('r3', 'soon', { occurredAt: '2026-05-01T00:00:00Z' }),
    );
    await take({ kind: 'brand', source: 'master', sourceKey: 'SOON', code: 'SOON', name: 'Soon' });
    const ids = [...(await idsOf('r1')), ...(await idsOf('r2')), ...(await idsOf('r3'))];
    const { outcomes } = await ingest.resubmit({ ids, limit: 10 });
    expect(outcomes.map(({ sourceKey, status }) => [sourceKey, status]).sort()).toEqual([
      ['r1', 'accepted'],
      ['r2', 'waiting'],
      ['r3', 'waiting'],
    ]);
    expect(await rows(`source_key in ('r1', 'r2', 'r3')`)).toMatchObject([
      { resolution: 'accepted', open: false, attempts: 1 },
      { code: 'CUSTOMER_UNKNOWN', open: true, attempts: 2 },
      { code: 'TIME_IN_FUTURE', open: true, attempts: 2 },
    ]);
    ingest.clock.set('2026-05-01T00:00:00Z');
    expect((await ingest.resubmit({ ids: await idsOf('r3'), limit: 1 })).counts.accepted).toBe(1);
    ingest.clock.set('2026-04-01T12:00:00Z');
  });

  it('are resubmitted oldest first, no more than asked for, and not when already resolved', async () => {
    await rowsOf(
      database,
      `update core.intake_set_aside set resolved_at = received_at where resolved_at is null returning id`,
    );
    await take(call('o1', 'gone'), call('o2', 'gone'), call('o3', 'gone'));
    expect((await ingest.resubmit({ limit: 2 })).outcomes).toHaveLength(2);
    expect((await ingest.resubmit({ ids: ['no id'], limit: 2 })).outcomes).toEqual([]);
    expect((await ingest.resubmit({ ids: await idsOf('r1'), limit: 2 })).outcomes).toEqual([]);
  });

  it('are closed when the record comes again by itself and is taken', async () => {
    await take(call('s', 'arrives'), call('t', 'arrives'));
    await take(
      call('s', 'arrives', { details: { minutes: 1 } }),
      customer('arrives'),
      call('s', 'arrives', { details: { minutes: 2 } }),
    );
    expect(await rows(`source_key = 's'`)).toMatchObject([
      { disposition: 'waiting', open: false, resolution: 'accepted' },
      { disposition: 'waiting', open: false, resolution: 'accepted' },
    ]);
    expect(await rows(`source_key = 't'`)).toMatchObject([{ open: false, resolution: 'accepted' }]);
    expect((await ingest.resubmit({ ids: await idsOf('s'), limit: 5 })).outcomes).toEqual([]);
  });

  it('obey the rules of the door they first came through', async () => {
    await ingest.take(items(customer('strict'), call('d', 'strict')), strictDoor);
    await ingest.take(items(call('d', 'strict', { details: { minutes: 9 }, occurredAt: '2026-05-01T00:00:00Z' })), {
      ...door,
    });
    await ingest.take(items(call('e', 'strict', { occurredAt: '2026-05-01T00:00:00Z' })), strictDoor);
    await ingest.resubmit({ ids: await idsOf('e'), limit: 1 });
    await ingest.take(items(call('e', 'strict')), strictDoor);
    await rowsOf(database, `update core.intake_set_aside set resolved_at = null where source_key = 'e' returning id`);
    ingest.clock.set('2026-06-01T00:00:00Z');
    const { outcomes } = await ingest.resubmit({ ids: [...(await idsOf('d')), ...(await idsOf('e'))], limit: 5 });
    ingest.clock.set('2026-04-01T12:00:00Z');
    expect(outcomes.map(({ sourceKey, status, code }) => [sourceKey, code ?? status]).sort()).toEqual([
      ['d', 'corrected'],
      ['e', 'SOURCE_KEY_CONFLICT'],
    ]);
    expect(await rows(`source_key = 'e' and disposition = 'waiting'`)).toMatchObject([
      { resolution: 'rejected', open: false },
    ]);
  });

  it('keep what no human did: with its customer as a contact that counts nothing, else aside', async () => {
    const filtered = { code: 'MACHINE_OPEN_FILTERED', reason: 'a scanner' } as const;
    const answers = await take(
      customer('human'),
      call('f1', 'human', { filtered, channelPermission: 'close' }),
      call('f2', 'robot', { filtered }),
    );
    expect(answers).toMatchObject([
      { status: 'accepted' },
      { status: 'filtered', code: 'MACHINE_OPEN_FILTERED', customerId: answers[0]?.customerId },
      { status: 'filtered', code: 'MACHINE_OPEN_FILTERED' },
    ]);
    const id = answers[0]?.customerId;
    expect(
      await rowsOf(database, 'select filtered_code, filtered_reason from core.interaction where customer_id = $1', id),
    ).toEqual([{ filtered_code: 'MACHINE_OPEN_FILTERED', filtered_reason: 'a scanner' }]);
    for (const table of ['rollup_customer_month', 'rollup_measure_month', 'contribution', 'channel_closure']) {
      expect(await rowsOf(database, `select 1 as found from core.${table} where customer_id = $1`, id)).toEqual([]);
    }
    expect(await rows(`source_key = 'f2'`)).toMatchObject([{ disposition: 'filtered' }]);
    expect(await take(call('f1', 'human', { filtered, channelPermission: 'close' }))).toMatchObject([
      { status: 'repeated' },
    ]);
    expect(await take(call('f1', 'human'))).toMatchObject([{ status: 'corrected' }]);
    expect(
      await rowsOf(database, 'select interactions from core.rollup_customer_month where customer_id = $1', id),
    ).toEqual([{ interactions: 1 }]);
  });
});
