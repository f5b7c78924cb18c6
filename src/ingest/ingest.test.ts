import {
  call,
  countingDatabase,
  customer,
  mutationDoor as door,
  items,
  openIntake,
  rowsOf,
  type TestIntake,
} from '../../test/helpers/intake-fixture';
import type { IntakeRecord } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';

const crm = (value: string) => [{ system: 'crm', value }];

describe('the intake', () => {
  let database: TestDatabase;
  let ingest: TestIntake;
  beforeAll(async () => {
    database = await testDatabase();
    ingest = await openIntake(database);
  });
  afterAll(() => database.close());
  const statuses = async (...records: IntakeRecord[]) =>
    (await ingest.take(items(...records), door)).outcomes.map(({ status, code }) => code ?? status);

  it('lets every kind of record serve the records after it in the same batch', async () => {
    const key = { source: 'master', sourceKey: 'k' };
    const answers = await statuses(
      { kind: 'territory', ...key, sourceKey: 'north', code: 'north', name: 'North' },
      { kind: 'territory', ...key, sourceKey: 'coast', code: 'coast', name: 'Coast', parent: 'north', country: 'DE' },
      { kind: 'teamMember', ...key, code: 'tm', name: 'Tina', role: 'rep', territory: 'coast' },
      { kind: 'brand', ...key, code: 'alpha', name: 'Alpha' },
      { kind: 'content', ...key, code: 'leaf', title: 'Leaflet', brand: 'alpha', approvedFrom: '2026-01-01' },
      customer('all', { territory: 'coast', segment: 'A' }),
      customer('clinic', { customerKind: 'organization', name: {}, organizationName: 'Clinic of All' }),
      { kind: 'identifier', ...key, customer: crm('all'), add: [{ system: 'mail', value: 'all@example.org' }] },
      {
        kind: 'affiliation',
        ...key,
        customer: crm('all'),
        other: crm('clinic'),
        role: 'works at',
        since: '2020-01-01',
      },
      { kind: 'relationship', ...key, customer: crm('all'), teamMember: 'tm', role: 'owner' },
      {
        kind: 'need',
        ...key,
        customer: crm('all'),
        need: 'request',
        topic: 'dose',
        raisedAt: '2026-03-01',
        brand: 'alpha',
      },
      {
        kind: 'ledger',
        ...key,
        customer: crm('all'),
        occurredOn: '2026-03-01',
        entry: 'rebate',
        amountMinor: 250,
        currency: 'EUR',
      },
      call('all-1', 'x', {
        customer: [{ system: 'mail', value: 'all@example.org' }],
        brand: 'alpha',
        actor: 'tm',
        content: 'leaf',
        ledger: [{ entry: 'value_transfer', amountMinor: 1999, currency: 'EUR', nature: 'meal' }],
      }),
    );
    expect(answers).toEqual(Array.from({ length: 13 }, () => 'accepted'));
    const [row] = await rowsOf(
      database,
      `select c.display_name, c.segment, t.code as territory, p.code as parent, i.brand_id is not null as brand,
         i.actor_id is not null as actor, i.content_id is not null as content, a.role as works, r.role as owner, n.topic
       from core.customer c join core.territory t on t.id = c.territory_id join core.territory p on p.id = t.parent_id
         join core.interaction i on i.customer_id = c.id join core.affiliation a on a.customer_id = c.id
         join core.relationship r on r.customer_id = c.id join core.need n on n.customer_id = c.id
       where c.family_name = 'all'`,
    );
    expect(row).toEqual({
      display_name: 'Ada all',
      segment: 'A',
      territory: 'coast',
      parent: 'north',
      brand: true,
      actor: true,
      content: true,
      works: 'works at',
      owner: 'owner',
      topic: 'dose',
    });
    const ledger = await rowsOf(
      database,
      `select kind, amount_minor, occurred_on, interaction_id is not null as of_contact, basis from core.ledger_entry order by kind`,
    );
    expect(ledger).toEqual([
      { kind: 'rebate', amount_minor: -250, occurred_on: '2026-03-01', of_contact: false, basis: 'recorded' },
      { kind: 'value_transfer', amount_minor: -1999, occurred_on: '2026-03-10', of_contact: true, basis: 'recorded' },
    ]);
  });

  it('keeps a day without an hour at noon UTC, marked as imprecise', async () => {
    await statuses(customer('noon'), call('noon', 'noon', { occurredAt: '2026-03-11' }));
    expect(
      await rowsOf(database, `select occurred_at, imprecise from core.interaction where source_key = 'noon'`),
    ).toEqual([{ occurred_at: new Date('2026-03-11T12:00:00Z'), imprecise: true }]);
  });

  it('says of each waiting record what it waits for', async () => {
    await statuses(customer('left'), customer('right'));
    const reference = { source: 'master', sourceKey: 'late' };
    expect(
      await statuses(
        call('w1', 'nobody'),
        call('w2', 'left', { customer: [...crm('left'), ...crm('right')] }),
        call('w3', 'left', { brand: 'beta' }),
        call('w4', 'left', { actor: 'nobody' }),
        call('w5', 'left', { content: 'none' }),
        call('w6', 'left', { occurredAt: '2026-04-02T12:00:00.001Z' }),
        customer('w7', { territory: 'nowhere' }),
        { kind: 'identifier', ...reference, customer: crm('left'), add: crm('right') },
        { kind: 'affiliation', ...reference, customer: crm('left'), other: crm('nobody'), role: 'r' },
        { kind: 'teamMember', ...reference, code: 'tm2', name: 'T', role: 'rep', territory: 'nowhere' },
      ),
    ).toEqual([
      'CUSTOMER_UNKNOWN',
      'IDENTIFIER_CONFLICT',
      'BRAND_UNKNOWN',
      'ACTOR_UNKNOWN',
      'CONTENT_UNKNOWN',
      'TIME_IN_FUTURE',
      'TERRITORY_UNKNOWN',
      'IDENTIFIER_CONFLICT',
      'CUSTOMER_UNKNOWN',
      'TERRITORY_UNKNOWN',
    ]);
    expect(await statuses(call('w8', 'left', { occurredAt: '2026-04-02T12:00:00Z' }))).toEqual(['accepted']);
    const waiting = await rowsOf(database, `select id from core.intake_set_aside where disposition = 'waiting'`);
    expect(waiting).toHaveLength(10);
  });

  it('goes on when a scoring hook throws: the contact waits for its plugin', async () => {
    const { outcomes } = await ingest.take(
      items(customer('b'), call('b1', 'b', { type: 'call.broken', details: {} }), call('b2', 'b')),
      door,
    );
    expect(outcomes.map(({ status, code }) => [status, code])).toEqual([
      ['accepted', undefined],
      ['waiting', 'PLUGIN_FAILED'],
      ['accepted', undefined],
    ]);
  });

  it('stores nothing at all when the door’s last step fails', async () => {
    const beforeCommit = () => Promise.reject(new Error('no'));
    await expect(ingest.take(items(customer('gone')), { ...door, beforeCommit })).rejects.toThrow('no');
    expect(await statuses(call('gone', 'gone'))).toEqual(['CUSTOMER_UNKNOWN']);
  });

  it('announces each batch once, with its contacts and the customers whose value changed', async () => {
    const heard: string[] = [];
    const stop = await database.listen('rapport_outbox', (payload) => heard.push(payload));
    const { outcomes } = await ingest.take(items(customer('news'), call('n1', 'news'), call('n1', 'news')), door);
    await ingest.take(items(call('n1', 'news')), door);
    const [row] = (await rowsOf(database, 'select id, payload from core.outbox order by id desc limit 1')) as {
      id: number;
      payload: unknown;
    }[];
    const [, contact] = outcomes;
    expect(row?.payload).toEqual({
      interactions: [[contact?.customerId, contact?.subjectId, 'call.held']],
      values: [contact?.customerId],
    });
    // What is told arrives in order: when the next batch is heard of, so would have been the repeated one.
    await ingest.take(items(call('n2', 'news')), door);
    while (heard.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    const rows = (await rowsOf(database, 'select id from core.outbox where id >= $1 order by id', row?.id)) as {
      id: number;
    }[];
    expect(rows[0]?.id).toBe(row?.id);
    expect(heard).toEqual(rows.map(({ id }) => String(id)));
    await stop();
  });

  it('takes an empty batch', async () => {
    expect((await ingest.take([], door)).outcomes).toEqual([]);
  });

  it('needs no more statements for a large batch than for a small one', async () => {
    const counting = countingDatabase(database);
    const measured = await openIntake(counting);
    const statements = async (size: number): Promise<number> => {
      const before = counting.statements();
      await measured.take(items(...Array.from({ length: size }, (_, n) => call(`size-${size}-${n}`, 'news'))), door);
      return counting.statements() - before;
    };
    const small = await statements(20);
    expect(await statements(500)).toBe(small);
  });
});
