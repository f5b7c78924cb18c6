import {
  customer,
  mutationDoor as door,
  items,
  openIntake,
  rowsOf,
  type TestIntake,
} from '../../test/helpers/intake-fixture';
import type { CustomerRecord } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';

describe('customer records', () => {
  let database: TestDatabase;
  let ingest: TestIntake;
  beforeAll(async () => {
    database = await testDatabase();
    ingest = await openIntake(database);
  });
  afterAll(() => database.close());
  const master = (name: string) =>
    rowsOf(
      database,
      `select c.* from core.customer c join core.customer_identifier i on i.customer_id = c.id where i.value = $1`,
      name,
    ).then((rows) => rows[0]);
  const take = (...records: CustomerRecord[]) => ingest.take(items(...records), door).then(({ outcomes }) => outcomes);

  it('replace what they say and leave what they do not say', async () => {
    await take(
      customer('r', {
        name: { given: 'A', middle: 'B', family: 'C' },
        segment: 'gold',
        specialty: { name: 'GP', code: '1' },
      }),
    );
    await take(customer('r', { sourceKey: 'r2', name: { given: 'A', family: 'D', credentials: 'MD' }, country: 'DE' }));
    expect(await master('r')).toMatchObject({
      display_name: 'A D',
      given_name: 'A',
      middle_name: null,
      family_name: 'D',
      credentials: 'MD',
      segment: 'gold',
      specialty: 'GP',
      specialty_code: '1',
      country: 'DE',
    });
  });

  it('of a source that only fills do not touch what is known', async () => {
    await take(customer('f', { name: { given: 'A', family: 'C' } }));
    await take(
      customer('f', {
        sourceKey: 'f2',
        precedence: 'fill',
        customerKind: 'organization',
        name: { given: 'X', middle: 'Y', family: 'Z', credentials: 'DO' },
        specialty: { name: 'Oncology' },
        status: 'inactive',
      }),
    );
    expect(await master('f')).toMatchObject({
      kind: 'professional',
      given_name: 'A',
      middle_name: null,
      family_name: 'C',
      credentials: 'DO',
      specialty: 'Oncology',
      status: 'active',
    });
  });

  it('give the same customer in one batch as one by one', async () => {
    const records = (name: string) => [
      customer(name, { sourceKey: `${name}1`, precedence: 'fill', name: {}, segment: 'first' }),
      customer(name, {
        sourceKey: `${name}2`,
        precedence: 'fill',
        name: { given: 'F', family: 'ill' },
        segment: 'second',
        status: 'inactive',
      }),
      customer(name, { sourceKey: `${name}3`, name: { family: 'Replaced' }, statusReason: 'unused' }),
      customer(name, {
        sourceKey: `${name}4`,
        precedence: 'fill',
        name: { given: 'Late', family: 'Comer' },
        country: 'US',
      }),
    ];
    await take(...records('batch'));
    for (const record of records('single')) await take(record);
    const { id: _one, ...together } = { id: 0, ...(await master('batch')) };
    const { id: _other, ...apart } = { id: 0, ...(await master('single')) };
    expect(together).toEqual(apart);
    expect(together).toMatchObject({
      family_name: 'Replaced',
      given_name: null,
      segment: 'first',
      status: 'active',
      country: 'US',
    });
  });

  it('show a name even where none is known', async () => {
    await take(
      customer('anonymous', { name: {} }),
      customer('org', { customerKind: 'organization', name: {}, organizationName: 'Org' }),
    );
    expect(await master('anonymous')).toMatchObject({ display_name: 'crm anonymous' });
    expect(await master('org')).toMatchObject({ display_name: 'Org', kind: 'organization' });
  });

  it('that only report a status do not say what the customer is', async () => {
    await take(customer('closed', { customerKind: 'organization', name: {}, organizationName: 'Closed' }));
    const { name: _name, ...bare } = customer('closed', {
      sourceKey: 'closed2',
      status: 'inactive',
      statusReason: 'gone',
      statusSince: '2026-01-01',
    });
    await take(bare);
    expect(await master('closed')).toMatchObject({
      kind: 'organization',
      status: 'inactive',
      status_reason: 'gone',
      status_since: '2026-01-01',
    });
    await take(
      customer('closed', {
        customerKind: 'organization',
        sourceKey: 'closed3',
        name: {},
        organizationName: 'Closed',
        status: 'active',
      }),
    );
    expect(await master('closed')).toMatchObject({ status: 'active', status_reason: null, status_since: null });
  });

  it('replace the lists of their own source only', async () => {
    const addresses = (city: string) => [{ use: 'practice' as const, lines: ['Street 1', 'Floor 2'], city }];
    await take(
      customer('l', {
        addresses: addresses('Ulm'),
        licences: [{ number: '7', region: 'IA' }],
        contactPoints: [
          { kind: 'phone', value: '1' },
          { kind: 'fax', value: '2', use: 'work' },
        ],
        otherNames: [{ use: 'former', family: 'Before' }],
      }),
      customer('l', { source: 'other', addresses: addresses('Bonn') }),
    );
    await take(customer('l', { sourceKey: 'l2', addresses: addresses('Köln'), contactPoints: [] }));
    const lists = await rowsOf(
      database,
      `select 'address' as list, a.source, a.city as value from core.address a join core.customer c on c.id = a.customer_id where c.family_name = 'l'
       union all select 'licence', l.source, l.number from core.customer_licence l join core.customer c on c.id = l.customer_id where c.family_name = 'l'
       union all select 'contact', p.source, p.value from core.contact_point p join core.customer c on c.id = p.customer_id where c.family_name = 'l'
       union all select 'name', n.source, n.family_name from core.customer_other_name n join core.customer c on c.id = n.customer_id where c.family_name = 'l'
       order by 1, 2`,
    );
    expect(lists).toEqual([
      { list: 'address', source: 'master', value: 'Köln' },
      { list: 'address', source: 'other', value: 'Bonn' },
      { list: 'licence', source: 'master', value: '7' },
      { list: 'name', source: 'master', value: 'Before' },
    ]);
  });

  it('join their identifiers to one customer and wait when two would have to become one', async () => {
    const key = (value: string) => ({ system: 'crm', value });
    const [first, second, third, conflict] = await take(
      customer('i1'),
      customer('i2'),
      customer('i3', { identifiers: [key('i1'), key('i1-alias')] }),
      customer('i4', { identifiers: [key('i1-alias'), key('i2'), key('i4')] }),
    );
    expect(third?.customerId).toBe(first?.customerId);
    expect(second?.customerId).not.toBe(first?.customerId);
    expect(conflict).toMatchObject({ status: 'waiting', code: 'IDENTIFIER_CONFLICT' });
    expect(await master('i4')).toBeUndefined();
  });

  it('open an empty snapshot with every new customer', async () => {
    const [outcome] = await take(customer('fresh'));
    const rows = await rowsOf(
      database,
      'select engagement, grade, dirty from core.customer_value where customer_id = $1',
      outcome?.customerId,
    );
    expect(rows).toEqual([{ engagement: 0, grade: 'D', dirty: false }]);
  });
});
