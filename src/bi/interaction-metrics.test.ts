import { type DomainApi, openDomain } from '../../test/helpers/domain-api';
import type { InteractionRecord } from '../sdk';
import { biRole, biViews, grantBiRole } from './views.sql';

interface FinestRow {
  readonly brand: { readonly code: string } | null;
  readonly territory: { readonly code: string } | null;
  readonly cost: readonly { readonly minorUnits: number }[];
  readonly values: readonly { readonly value: number }[];
}

/** Deterministic history: every combination of customer, month, type and brand at its own rhythm. */
function history(): readonly InteractionRecord[] {
  const records: InteractionRecord[] = [];
  for (let index = 0; index < 240; index += 1) {
    const month = String((index % 11) + 1).padStart(2, '0');
    const held = index % 3 !== 0;
    records.push({
      kind: 'interaction',
      source: 'calls',
      sourceKey: `k${index}`,
      type: held ? 'call.held' : 'call.left',
      customer: [{ system: 'crm', value: `c${(index * 7) % 10}` }],
      occurredAt: `2025-${month}-${String((index % 28) + 1).padStart(2, '0')}T23:59:59Z`,
      count: (index % 4) + 1,
      details: held ? { minutes: (index % 50) + 0.5 } : {},
      ...(index % 5 === 0 ? {} : { brand: index % 2 === 0 ? 'BX' : 'AY' }),
      ...(index % 13 === 0 ? { filtered: { code: 'BOT_FILTERED', reason: 'a machine called' } as const } : {}),
    });
  }
  return records;
}

describe('figures about contacts', () => {
  let api: DomainApi;
  const take = (records: readonly InteractionRecord[]) =>
    api.ingest.take(
      records.map((record, index) => ({ record, position: { line: index + 1 } })),
      { id: 'mutation', repeats: 'correct', snapshots: 'later' },
    );
  beforeAll(async () => {
    api = await openDomain();
    await api.ask(`mutation {
      a: upsertBrand(input: { code: "BX", name: "Brand X" }) { status }
      b: upsertBrand(input: { code: "AY", name: "Brand Y" }) { status }
      c: upsertTerritory(input: { code: "NE", name: "North East" }) { status }
      d: upsertTerritory(input: { code: "SW", name: "South West" }) { status }
    }`);
    for (let index = 0; index < 10; index += 1) {
      const { data } = await api.ask(
        'mutation ($input: UpsertCustomerInput!) { upsertCustomer(input: $input) { status } }',
        {
          input: {
            source: 's',
            sourceKey: `c${index}`,
            kind: 'PROFESSIONAL',
            identifiers: [{ system: 'crm', value: `c${index}` }],
            name: { family: `C${index}` },
            segment: [null, 'A', 'B'][index % 3],
            territory: [null, 'NE', 'SW', 'NE'][index % 4],
          },
        },
      );
      expect(data.upsertCustomer.status).toBe('ACCEPTED');
    }
    await take(history());
    // Corrections and retractions must leave no trace in the figures.
    await take(
      history()
        .slice(0, 40)
        .map((record) => ({ ...record, count: 2, occurredAt: '2025-12-31T23:59:59Z' })),
    );
    const stored = await api.database.reader().query<{ customerId: number; interactionId: string }>({
      text: `select customer_id as "customerId", id as "interactionId" from core.interaction
              where retracted_at is null order by id limit 25`,
    });
    for (const row of stored) await api.ingest.retract(row);
  });
  afterAll(() => api.close());

  const metrics = (args: string, fields: string) =>
    api.ask(`{ interactionMetrics(${args}) { asOf rows { ${fields} } } }`);
  const rowsOf = async (args: string, fields: string) => {
    const { data, errors } = await metrics(args, fields);
    expect(errors).toEqual([]);
    return data.interactionMetrics.rows;
  };

  it('are the same from the API, the views and a scan of all contacts', async () => {
    const rows = await rowsOf(
      'dimensions: [SEGMENT, PERIOD, CHANNEL, TYPE, BRAND, TERRITORY], measures: [COUNT, DISTINCT_CUSTOMERS, COST, CALL_MINUTES]',
      'period channel type brand { code } territory { code } segment count distinctCustomers cost { minorUnits currency } values { measure value }',
    );
    const ofApi = rows.map((row: FinestRow) => ({
      ...row,
      brand: row.brand?.code ?? null,
      territory: row.territory?.code ?? null,
      cost: row.cost.map(({ minorUnits }) => minorUnits),
      values: row.values.map(({ value }) => value),
    }));
    const inOrder = (text: string) => ({
      text: `select * from (${text}) x order by period, channel collate "C", type collate "C", brand collate "C" nulls first,
        territory collate "C" nulls first, segment collate "C" nulls first`,
    });
    const ofViews = await api.database.reader().query(
      inOrder(`select m.month as period, m.channel, m.type, m.brand, m.territory, m.segment, m.contacts as count,
          m.distinct_customers as "distinctCustomers",
          case when m.cost_currency is null then '{}' else array[m.cost_minor] end as cost,
          array[coalesce(v.value, 0)::float8] as values
        from bi.interaction_metrics m
        left join bi.measure_metrics v on v.measure = 'call.minutes' and v.month = m.month and v.type = m.type
          and v.brand is not distinct from m.brand and v.territory is not distinct from m.territory
          and v.segment is not distinct from m.segment
      `),
    );
    const scanned = await api.database.reader().query(
      inOrder(`select date_trunc('month', i.occurred_at at time zone 'UTC')::date as period, i.channel, i.type, b.code as brand,
          t.code as territory, c.segment, sum(i.count)::bigint as count, count(distinct i.customer_id)::bigint as "distinctCustomers",
          case when max(i.touch_cost_currency) is null then '{}' else array[sum(i.touch_cost_minor)::bigint] end as cost,
          array[coalesce(sum((i.details ->> 'minutes')::numeric * i.count), 0)::float8] as values
        from core.interaction i
        join core.customer c on c.id = i.customer_id
        left join core.brand b on b.id = i.brand_id
        left join core.territory t on t.id = c.territory_id
        where i.retracted_at is null and i.filtered_code is null
        group by 1, 2, 3, 4, 5, 6`),
    );

    expect(ofApi.length).toBeGreaterThan(60);
    expect(ofApi).toEqual(ofViews);
    expect(ofViews).toEqual(scanned);
  });

  it('count each customer once at any grain', async () => {
    const scan = async (period: string) =>
      api.database.reader().query({
        text: `select ${period} as period, sum(count)::bigint as count, count(distinct customer_id)::bigint as "distinctCustomers"
          from core.interaction where retracted_at is null and filtered_code is null group by 1 order by 1`,
      });
    const at = (unit: string) => `date_trunc('${unit}', occurred_at at time zone 'UTC')::date`;
    const grain = (name: string) =>
      rowsOf(
        `dimensions: [PERIOD], measures: [COUNT, DISTINCT_CUSTOMERS], grain: ${name}`,
        'period count distinctCustomers',
      );

    expect(await grain('MONTH')).toEqual(await scan(at('month')));
    expect(await grain('QUARTER')).toEqual(await scan(at('quarter')));
    expect(await grain('YEAR')).toEqual(await scan(at('year')));
    expect(await grain('TOTAL')).toEqual(await scan('null::date'));
    expect(
      await rowsOf('dimensions: [], measures: [COUNT, DISTINCT_CUSTOMERS]', 'period count distinctCustomers'),
    ).toEqual(await scan('null::date'));
  });

  it.each([
    ['channels: ["call"], types: ["call.held"]', "i.type = 'call.held'"],
    ['channels: ["other"]', 'false'],
    ['brands: ["BX"]', "b.code = 'BX'"],
    ['territories: ["NE", "SW"]', "t.code in ('NE', 'SW')"],
    ['segments: ["A"]', "c.segment = 'A'"],
    ['from: "2025-03-01", to: "2025-04-30"', "i.occurred_at >= '2025-03-01Z' and i.occurred_at < '2025-05-01Z'"],
  ])('are narrowed by %s', async (filter, condition) => {
    const [row] = await rowsOf(
      `dimensions: [], measures: [COUNT, CALL_MINUTES], filter: { ${filter} }`,
      'count distinctCustomers cost { minorUnits } values { value }',
    );
    const [scanned] = await api.database.reader().query<{ count: number; minutes: number }>({
      text: `select coalesce(sum(i.count), 0)::bigint as count,
          coalesce(sum((i.details ->> 'minutes')::numeric * i.count), 0)::float8 as minutes
        from core.interaction i join core.customer c on c.id = i.customer_id
        left join core.brand b on b.id = i.brand_id left join core.territory t on t.id = c.territory_id
        where i.retracted_at is null and i.filtered_code is null and ${condition}`,
    });

    expect(row).toEqual({
      count: scanned?.count,
      distinctCustomers: null,
      cost: null,
      values: [{ value: scanned?.minutes }],
    });
  });

  it('give a measure that merely counts from the contacts themselves', async () => {
    const { data } = await metrics(
      'dimensions: [], measures: [COUNT, CALL_TALKS], filter: { types: ["call.held"] }',
      'count values { value }',
    );
    const [row] = data.interactionMetrics.rows;
    expect(row.count).toBeGreaterThan(0);
    expect(row.values).toEqual([{ value: row.count }]);
  });

  it('come in the same order whatever the order of the question, with one statement per kind of figure', async () => {
    const one = await metrics(
      'dimensions: [BRAND, TYPE], measures: [COUNT, COST, CALL_MINUTES]',
      'type brand { code }',
    );
    const other = await metrics(
      'dimensions: [TYPE, BRAND], measures: [CALL_MINUTES, COST, COUNT]',
      'type brand { code }',
    );

    expect(one.data).toEqual(other.data);
    expect(
      one.data.interactionMetrics.rows.map(({ brand }: { brand: { code: string } | null }) => brand?.code),
    ).toEqual([undefined, 'AY', 'BX', undefined, 'AY', 'BX']);
    expect(one.statements).toHaveLength(4);
    expect(one.statements.every(({ text }) => !text.includes('core.interaction '))).toBe(true);
  });

  it.each([
    ['dimensions: [], measures: []', 'measures is empty'],
    ['dimensions: [], measures: [COUNT], filter: { from: "2025-03-02" }', 'first day'],
    ['dimensions: [], measures: [COUNT], filter: { to: "2025-02-27" }', 'last day'],
    ['dimensions: [], measures: [COUNT], filter: { from: "2025-03-01", to: "2025-02-28" }', 'comes after'],
  ])('refuse %s', async (args, message) => {
    const { errors } = await metrics(args, 'count');

    expect(errors).toEqual([
      expect.objectContaining({
        code: 'BAD_INPUT',
        message: expect.stringContaining(message),
        path: 'interactionMetrics',
      }),
    ]);
  });

  it('are an error past ten thousand rows, not a cut', async () => {
    await api.database.transaction((writer) =>
      writer.execute({
        text: `insert into core.rollup_customer_month (customer_id, month, channel, type, interactions, cost_minor)
          select (select min(id) from core.customer), date '1000-01-01' + n * interval '1 month', 'old', 'old.' || n, 1, 0
          from generate_series(1, 10001) n`,
      }),
    );

    const tooMany = await metrics('dimensions: [TYPE, PERIOD], measures: [COUNT]', 'count');
    const narrower = await metrics('dimensions: [TYPE], measures: [COUNT], filter: { channels: ["call"] }', 'count');

    expect(tooMany.errors).toEqual([expect.objectContaining({ code: 'PAGE_TOO_LARGE' })]);
    expect(narrower.errors).toEqual([]);
  });

  it('are read by a role that sees the views and nothing else', async () => {
    const as = (text: string) =>
      api.database.transaction(async (writer) => {
        await writer.execute({ text: `set local role ${biRole}` });
        return writer.query<{ n: number }>({ text });
      });

    for (const view of Object.keys(biViews)) {
      expect(await as(`select count(*) as n from bi.${view}`)).toEqual([{ n: expect.any(Number) }]);
    }
    await expect(as('select display_name from core.customer')).rejects.toThrow();
    await expect(as('delete from bi.customer')).rejects.toThrow();
  });

  it('are set up without the role where the database user may not create one', async () => {
    const roles = await api.database.transaction(async (writer) => {
      await writer.execute({ text: 'create role rapport_test_plain nologin' });
      await writer.execute({ text: 'set local role rapport_test_plain' });
      await writer.execute({ text: grantBiRole('rapport_test_absent') });
      await writer.execute({ text: 'reset role' });
      await writer.execute({ text: 'drop role rapport_test_plain' });
      return writer.query({ text: "select rolname from pg_roles where rolname = 'rapport_test_absent'" });
    });

    expect(roles).toEqual([]);
  });

  it('have views that say what the catalogue declares', async () => {
    const definitions = () =>
      api.database.reader().query<{ name: string; sql: string; comment: string }>({
        text: `select c.relname as name, pg_get_viewdef(c.oid) as sql, obj_description(c.oid) as comment from pg_class c
          where c.relnamespace = 'bi'::regnamespace and c.relkind = 'v' order by 1`,
      });
    const migrated = await definitions();
    await api.database.transaction(async (writer) => {
      await writer.execute({ text: 'drop schema bi cascade' });
      await writer.execute({ text: 'create schema bi' });
      for (const [name, { sql, comment }] of Object.entries(biViews)) {
        await writer.execute({ text: `create view bi.${name} as ${sql}` });
        await writer.execute({ text: `comment on view bi.${name} is '${comment}'` });
      }
    });

    expect(migrated.map(({ name }) => name)).toEqual(Object.keys(biViews).sort());
    expect(migrated).toEqual(await definitions());
  });
});
