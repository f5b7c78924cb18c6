import { encodeGlobalId } from '../../src/shared/global-id';
import { type DomainAnswer, type DomainApi, openDomain } from '../helpers/domain-api';
import { type Caller, isShown, principalOf, ScopeOracle } from '../helpers/scope-oracle';
import { storeScopeWorld } from '../helpers/scope-world';

let api: DomainApi;

beforeAll(async () => {
  api = await openDomain();
  await storeScopeWorld(api.database, 90);
});
afterAll(() => api.close());

/** The same sequence in every run. */
function dice(seed: number) {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
  const pick = <Value>(values: readonly Value[]): Value => values[next(values.length)] as Value;
  const some = <Value>(values: readonly Value[]): readonly Value[] => values.filter(() => next(2) === 0);
  return { next, pick, some };
}
type Dice = ReturnType<typeof dice>;

const roles = ['admin', 'privacy-officer', 'marketing', 'rep', 'medical'];

function randomCaller({ pick, some, next }: Dice, among: readonly string[]): Caller {
  const limit = (codes: readonly string[]) => pick([undefined, ['*'], some(codes), [pick(codes)]]);
  const limits = {
    territories: limit(['N', 'N1', 'N11', 'S', 'S1']),
    countries: limit(['DE', 'FR', 'IT']),
    brands: limit(['B1', 'B2', 'B3']),
    purpose: next(2) === 0 ? undefined : pick(['campaign', 'service', 'medical-inquiry']),
  };
  const given = Object.entries(limits).filter(([, value]) => value !== undefined);
  return { role: pick(among), ...Object.fromEntries(given) };
}

const callers = Array.from({ length: 24 }, (_, index) => randomCaller(dice(index + 1), roles));
const analysts = Array.from({ length: 8 }, (_, index) => randomCaller(dice(index + 100), ['analyst']));

/** One test for all callers, which says who asked when it fails. */
function eachCaller(name: string, list: readonly Caller[], check: (caller: Caller) => Promise<void>): void {
  it(name, async () => {
    expect.hasAssertions();
    for (const caller of list) {
      await check(caller).catch((error: unknown) => {
        throw new Error(`${JSON.stringify(caller)}: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
  }, 120_000);
}

const sorted = (values: readonly unknown[]) => values.map(String).sort();

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** What the test reads of a customer below it. */
interface Below extends Readonly<Record<'timeline' | 'needs' | 'relationships' | 'affiliations' | 'ledger', Page>> {
  readonly contactPoints: readonly unknown[];
  readonly ledgerSummary: readonly { readonly lines: readonly SummaryLine[] }[];
}

interface SummaryLine {
  readonly fromRateCard: boolean;
  readonly amount: { readonly minorUnits: number };
}

/** Follows a connection to its end. */
async function everything(caller: Caller, root: string, args: string, size: number) {
  const principal = await principalOf(api.database, caller);
  const ids: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { data, errors }: DomainAnswer<{ readonly list: Page }> = await api.ask(
      `query ($after: String) { list: ${root}(first: ${size}, after: $after${args}) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`,
      { after },
      principal,
    );
    expect(errors).toEqual([]);
    ids.push(...data.list.nodes.map(({ id }: { id: string }) => id));
    if (!data.list.pageInfo.hasNextPage) return { ids, total: data.list.totalCount };
    after = data.list.pageInfo.endCursor;
  }
}

/** Filters of customers with what they mean, `t` being the customer. */
const filters = (oracle: ScopeOracle): readonly (readonly [args: string, sql: string])[] => [
  ['', 'true'],
  [', orderBy: UPDATED_DESC, filter: { kinds: [CONSUMER, PROFESSIONAL] }', "t.kind in ('consumer', 'professional')"],
  [', filter: { countries: ["DE"], nameContains: "e 1" }', "t.country = 'DE' and t.display_name ilike '%e 1%'"],
  [
    ', filter: { brands: ["B1"] }',
    `exists (select from core.rollup_customer_month r where r.customer_id = t.id and r.brand_id = (select id from core.brand where code = 'B1')
      and ${oracle.brand.replaceAll('t.brand_id', 'r.brand_id')})`,
  ],
  [
    ', filter: { relatedTo: { role: "prescriber" } }',
    `exists (select from core.relationship r where r.customer_id = t.id and ${oracle.brand.replaceAll('t.brand_id', 'r.brand_id')})`,
  ],
];

describe('a caller', () => {
  eachCaller('finds all customers it may see and no others, however it asks', callers, async (caller) => {
    const oracle = new ScopeOracle(api.database, caller);
    for (const [args, condition] of filters(oracle)) {
      const allowed = await oracle.rows<{ id: number }>('t.id', 'core.customer', condition);
      const { ids, total } = await everything(caller, 'customers', args, 37);
      expect(sorted(ids)).toEqual(sorted(allowed.map(({ id }) => encodeGlobalId('Customer', id))));
      expect(total).toBe(allowed.length);
    }
  });

  eachCaller('finds all contacts it may see and no others', callers, async (caller) => {
    const oracle = new ScopeOracle(api.database, caller);
    const allowed = await oracle.rows<{ customer_id: number; id: string }>(
      't.customer_id, t.id',
      'core.interaction',
      oracle.brand,
    );
    const { ids, total } = await everything(caller, 'interactions', '', 150);
    expect(sorted(ids)).toEqual(sorted(allowed.map((row) => encodeGlobalId('Interaction', row.customer_id, row.id))));
    expect(total).toBe(allowed.length);
  });

  eachCaller('sees below a customer what it may see, and counts the same', callers, async (caller) => {
    const oracle = new ScopeOracle(api.database, caller);
    const principal = await principalOf(api.database, caller);
    const money = isShown('money', caller)
      ? 'ledger(first: 200) { nodes { id } } ledgerSummary { lines { amount { minorUnits } fromRateCard } }'
      : '';
    const contact = isShown('contact', caller) ? 'contactPoints { value }' : '';
    const { data, errors } = await api.ask(
      `{ customers(first: 200) { nodes { id identifiers { value } timeline(first: 200) { totalCount nodes { id customer { id } } } needs { nodes { id } }
        relationships { totalCount nodes { id } } affiliations { nodes { id other { id } } } ${money} ${contact} } } }`,
      {},
      principal,
    );
    expect(errors).toEqual([]);
    const customers: readonly Below[] = data.customers.nodes;
    const below = (field: 'timeline' | 'needs' | 'relationships' | 'affiliations' | 'ledger') =>
      sorted(customers.flatMap((customer) => customer[field].nodes.map(({ id }: { id: string }) => id)));
    const expected = async (type: string, table: string, condition: string) => {
      const rows = await oracle.rows<{ customer_id: number; id: string }>('t.customer_id, t.id', table, condition);
      return sorted(rows.map((row) => encodeGlobalId(type, row.customer_id, row.id)));
    };
    expect(below('timeline')).toEqual(await expected('Interaction', 'core.interaction', oracle.brand));
    expect(below('needs')).toEqual(await expected('Need', 'core.need', oracle.brand));
    expect(below('relationships')).toEqual(await expected('Relationship', 'core.relationship', oracle.brand));
    expect(below('affiliations')).toEqual(await expected('Affiliation', 'core.affiliation_side', oracle.otherEnd));
    const counted = customers.reduce((sum, customer) => sum + customer.timeline.totalCount, 0);
    expect(counted).toBe(below('timeline').length);
    if (contact !== '') expect(customers.every(({ contactPoints }) => contactPoints.length === 1)).toBe(true);
    if (money === '') return;
    expect(below('ledger')).toEqual(await expected('LedgerEntry', 'core.ledger_entry', oracle.ledger));
    const summed = customers
      .flatMap(({ ledgerSummary }) => ledgerSummary.flatMap(({ lines }) => lines))
      .filter(({ fromRateCard }) => !fromRateCard)
      .reduce((sum, { amount }) => sum + amount.minorUnits, 0);
    const [total] = await oracle.rows<{ n: number }>(
      'coalesce(sum(t.amount_minor), 0)::bigint as n',
      'core.ledger_entry',
      `${oracle.ledger} and c.kind <> 'consumer'`,
    );
    expect(summed).toBe(total?.n);
  });

  eachCaller('is answered null for what it may not see, as for what does not exist', callers, async (caller) => {
    const oracle = new ScopeOracle(api.database, caller);
    const principal = await principalOf(api.database, caller);
    for (const [type, table, condition] of [
      ['Customer', 'core.customer', 'true'],
      ['Interaction', 'core.interaction', oracle.brand],
      ['Need', 'core.need', oracle.brand],
      ['LedgerEntry', 'core.ledger_entry', oracle.ledger],
      ['Relationship', 'core.relationship', oracle.brand],
      ['Affiliation', 'core.affiliation_side', oracle.otherEnd],
    ] as const) {
      const keys = type === 'Customer' ? 't.id' : 't.customer_id, t.id';
      const idOf = (row: { customer_id?: number; id: string }) =>
        row.customer_id === undefined ? encodeGlobalId(type, row.id) : encodeGlobalId(type, row.customer_id, row.id);
      const all = await api.database.reader().query<{ customer_id?: number; id: string }>({
        text: `select ${keys} from ${table} t order by md5(t.id::text) limit 60`,
      });
      const allowed = new Set((await oracle.rows<{ id: string }>(keys, table, condition)).map(idOf));
      const ids = [...all.map(idOf), encodeGlobalId('Customer', 999_999)];
      const { data, errors } = await api.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }, principal);
      expect(errors).toEqual([]);
      expect(data.nodes).toEqual(ids.map((id) => (allowed.has(id) ? { id } : null)));
    }
  });
});

describe('figures over many customers', () => {
  const dimensions = ['PERIOD', 'CHANNEL', 'TYPE', 'BRAND', 'TERRITORY', 'SEGMENT'];
  eachCaller('are sums over the contacts that the caller may see', [...callers, ...analysts], async (caller) => {
    const oracle = new ScopeOracle(api.database, caller);
    const principal = await principalOf(api.database, caller);
    const some = dice(JSON.stringify(caller).length).some(dimensions);
    const cost = isShown('money', caller) ? 'cost { minorUnits }' : '';
    const { data, errors } = await api.ask(
      `query ($dimensions: [MetricDimension!]!) { all: interactionMetrics(dimensions: [], measures: [COUNT, DISTINCT_CUSTOMERS, COST, CALL_MINUTES, CALL_TALKS]) {
          rows { suppressed count distinctCustomers ${cost} values { measure value } } }
        parts: interactionMetrics(dimensions: $dimensions, measures: [COUNT]) { rows { suppressed count } } }`,
      { dimensions: some },
      principal,
    );
    expect(errors).toEqual([]);
    const [sum] = await oracle.rows<{ n: number; customers: number; cost: number; minutes: number; talks: number }>(
      `coalesce(sum(t.count), 0)::int as n, count(distinct t.customer_id)::int as customers, coalesce(sum(t.touch_cost_minor), 0)::int as cost,
       coalesce(sum((t.details ->> 'minutes')::int) filter (where t.type = 'call.held'), 0)::int as minutes,
       coalesce(sum(t.count) filter (where t.type = 'call.held'), 0)::int as talks`,
      'core.interaction',
      `${oracle.brand} and t.filtered_code is null`,
    );
    const [row] = data.all.rows;
    const isSmall = caller.role === 'analyst' && Number(sum?.customers) > 0 && Number(sum?.customers) < 11;
    expect(row.suppressed).toBe(isSmall);
    const shown = data.parts.rows.filter(({ suppressed }: { suppressed: boolean }) => !suppressed);
    if (caller.role !== 'analyst') expect(shown).toHaveLength(data.parts.rows.length);
    if (isSmall) {
      expect([row.count, row.distinctCustomers, shown]).toEqual([null, null, []]);
      return;
    }
    expect([row.count, row.distinctCustomers]).toEqual([sum?.n, sum?.customers]);
    expect(row.values.map(({ value }: { value: number }) => value)).toEqual([sum?.minutes, sum?.talks]);
    if (cost !== '')
      expect(row.cost.reduce((total: number, { minorUnits }: { minorUnits: number }) => total + minorUnits, 0)).toBe(
        sum?.cost,
      );
    const total = shown.reduce((counted: number, { count }: { count: number }) => counted + count, 0);
    if (shown.length === data.parts.rows.length) expect(total).toBe(sum?.n);
    else expect(total).toBeLessThan(Number(sum?.n));
  });

  eachCaller('are all that an analyst is shown', analysts, async (caller) => {
    const principal = await principalOf(api.database, caller);
    for (const root of [
      'customers { totalCount }',
      'interactions { totalCount }',
      `node(id: "${encodeGlobalId('Customer', 1)}") { id }`,
    ]) {
      const { errors } = await api.ask(`{ ${root} }`, {}, principal);
      expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    }
  });
});
