import { biRole } from '../../src/bi/views.sql';
import { type DomainApi, openDomain } from '../helpers/domain-api';
import { type Caller, principalOf } from '../helpers/scope-oracle';
import { storeScopeWorld } from '../helpers/scope-world';

let api: DomainApi;

beforeAll(async () => {
  api = await openDomain();
  await storeScopeWorld(api.database);
});
afterAll(() => api.close());

/** What the database role is allowed, for one transaction; then statements run as that role. */
async function asReader<Row extends object>(reader: object | null, text: string): Promise<readonly Row[]> {
  return api.database.transaction(async (writer) => {
    await writer.execute({ text: 'delete from core.bi_reader' });
    if (reader !== null) {
      await writer.execute({
        text: `insert into core.bi_reader (role_name, territories, countries, brands)
          select $1, territories, countries, brands
          from jsonb_to_record($2) as r (territories text[], countries text[], brands text[])`,
        values: [biRole, JSON.stringify(reader)],
      });
    }
    await writer.execute({ text: `set local role ${biRole}` });
    return writer.query<Row>({ text });
  });
}

interface MetricsLine {
  readonly suppressed: boolean;
  readonly type: string;
  readonly brand: { readonly code: string } | null;
  readonly territory: { readonly code: string } | null;
  readonly segment: string | null;
  readonly count: number;
  readonly distinctCustomers: number;
  readonly cost: readonly { readonly minorUnits: number }[];
  readonly values: readonly { readonly value: number }[];
}

const all = ['*'];
const readers: readonly Required<Pick<Caller, 'territories' | 'countries' | 'brands'>>[] = [
  { territories: all, countries: all, brands: all },
  { territories: ['N'], countries: all, brands: all },
  { territories: ['N11', 'S'], countries: ['DE', 'FR'], brands: all },
  { territories: all, countries: ['IT'], brands: ['B1'] },
  { territories: ['S1'], countries: all, brands: ['B2', 'B3'] },
  { territories: ['N'], countries: all, brands: [] },
  { territories: [], countries: all, brands: all },
];

describe('a BI tool', () => {
  it.each(readers.map((reader) => [JSON.stringify(reader), reader] as const))(
    'reads the same figures as the API shows: %s',
    async (_, reader) => {
      const principal = await principalOf(api.database, { role: 'bi-reader', ...reader });
      const { data, errors } = await api.ask(
        `{ interactionMetrics(dimensions: [CHANNEL, TYPE, BRAND, TERRITORY, SEGMENT], measures: [COUNT, DISTINCT_CUSTOMERS, COST, CALL_MINUTES], grain: TOTAL) {
        rows { suppressed type brand { code } territory { code } segment count distinctCustomers cost { minorUnits } values { value } } } }`,
        {},
        principal,
      );
      expect(errors).toEqual([]);
      const figures = await asReader<Record<string, unknown>>(
        reader,
        `select f.type, f.brand, f.territory, f.segment, sum(f.contacts)::int as contacts, count(distinct f.customer_id)::int as customers,
         sum(f.cost_minor)::int as cost,
         (select coalesce(sum(m.value), 0)::int from bi.measure_metrics m where m.measure = 'call.minutes' and m.type = f.type
           and m.brand is not distinct from f.brand and m.territory is not distinct from f.territory and m.segment is not distinct from f.segment) as minutes
       from bi.interaction_facts f group by 1, 2, 3, 4`,
      );
      const keyOf = (row: MetricsLine) => [row.type, row.brand?.code ?? null, row.territory?.code ?? null, row.segment];
      const rows: readonly MetricsLine[] = data.interactionMetrics.rows;
      const sorted = (list: readonly unknown[]) => list.map((line) => JSON.stringify(line)).sort();
      const withheld = new Set(rows.filter(({ suppressed }) => suppressed).map((row) => JSON.stringify(keyOf(row))));
      const shown = rows
        .filter(({ suppressed }) => !suppressed)
        .map((row) => [...keyOf(row), row.count, row.distinctCustomers, row.cost[0]?.minorUnits, row.values[0]?.value]);
      const told = figures.map((row) => Object.values(row));
      const isWithheld = (line: readonly unknown[]) => withheld.has(JSON.stringify(line.slice(0, 4)));
      expect(sorted(shown)).toEqual(sorted(told.filter((line) => !isWithheld(line))));
      expect(withheld.size).toBe(told.filter(isWithheld).length);
      const [sum] = await asReader<{ n: number }>(
        reader,
        'select coalesce(sum(contacts), 0)::int as n from bi.interaction_metrics',
      );
      expect(sum?.n).toBe(figures.reduce((total, { contacts }) => total + Number(contacts), 0));
    },
  );

  it('sees the customers of its reach only, and no patients and consumers in any view', async () => {
    const count = async (reader: object) => {
      const [row] = await asReader<{ n: number }>(reader, 'select count(*)::int as n from bi.customer');
      return row?.n;
    };
    const [told] = await api.database.reader().query<{ every: number; known: number }>({
      text: `select count(*)::int as every, (count(*) filter (where kind <> 'consumer'))::int as known from core.customer`,
    });
    const everything = { territories: all, countries: all, brands: all };
    expect(await count(everything)).toBe(told?.known);
    expect(told?.every).toBeGreaterThan(Number(told?.known));
    for (const view of ['interaction_facts', 'interaction_metrics', 'measure_metrics']) {
      const figure = view === 'measure_metrics' ? 'value' : 'contacts';
      const [seen] = await asReader<{ n: number }>(everything, `select sum(${figure})::int as n from bi.${view}`);
      const table = view === 'measure_metrics' ? 'core.measure_month' : 'core.rollup_customer_month';
      const column = view === 'measure_metrics' ? 'value' : 'interactions';
      const [known] = await api.database.reader().query<{ n: number }>({
        text: `select sum(r.${column})::int as n from ${table} r join core.customer c on c.id = r.customer_id
          where c.kind <> 'consumer'`,
      });
      expect(seen?.n).toBe(known?.n);
    }
  });

  it.each([null, {}, { territories: [], countries: [], brands: [] }, { territories: all }])(
    'that is granted nothing sees nothing: %j',
    async (reader) => {
      for (const view of ['customer', 'interaction_facts', 'interaction_metrics', 'measure_metrics']) {
        expect(await asReader(reader, `select * from bi.${view}`)).toEqual([]);
      }
    },
  );

  it('reads neither names nor contact data, and cannot grant itself more', async () => {
    const everything = { territories: all, countries: all, brands: all };
    for (const text of [
      'select display_name from core.customer',
      'select * from core.customer',
      'select * from core.contact_point',
      'select * from core.interaction',
      'select * from core.ledger_entry',
      'select bucket_shape from core.customer_value',
      `update core.bi_reader set brands = '{*}'`,
      `insert into core.bi_reader (role_name) values ('x')`,
      'delete from core.customer',
    ]) {
      await expect(asReader(everything, text)).rejects.toThrow(/permission denied/);
    }
  });

  it('sees nothing more through the tables behind the views', async () => {
    const reader = { territories: ['N'], countries: all, brands: ['B1'] };
    const behind = await asReader<{ n: number }>(
      reader,
      'select coalesce(sum(interactions), 0)::int as n from core.rollup_customer_month',
    );
    const shown = await asReader<{ n: number }>(
      reader,
      'select coalesce(sum(contacts), 0)::int as n from bi.interaction_facts',
    );
    expect(behind).toEqual(shown);
  });
});
