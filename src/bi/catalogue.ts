/**
 * The dimensions and measures of contact figures, declared once: the statements of the API and the views of schema `bi`
 * are made of this. Expressions stand over the aliases of {@link joins}.
 */
export type DimensionId = 'CHANNEL' | 'TYPE' | 'BRAND' | 'TERRITORY' | 'SEGMENT' | 'PERIOD';
export type Grain = 'MONTH' | 'QUARTER' | 'YEAR' | 'TOTAL';

/** Further tables that an expression needs beside `r`, the rollup row. */
export type JoinId = 'customer' | 'brand' | 'territory';

export interface Dimension {
  readonly id: DimensionId;
  readonly description: string;
  /** Column of the views. */
  readonly column: string;
  /** What rows are grouped by: the same for the same thing, null for none. */
  readonly key: (grain: Grain) => string;
  /** Name of the key in a row of the API. */
  readonly keyColumn: string;
  /** What people read; unique with the key. */
  readonly label: string;
  readonly keyJoins: readonly JoinId[];
  readonly labelJoins: readonly JoinId[];
}

export const joins: Readonly<Record<JoinId, string>> = {
  customer: 'join core.customer c on c.id = r.customer_id',
  brand: 'left join core.brand b on b.id = r.brand_id',
  territory: 'left join core.territory t on t.id = c.territory_id',
};

const ofRow = { keyJoins: [], labelJoins: [] } as const;

const periods: Readonly<Record<Grain, string>> = {
  MONTH: 'r.month',
  QUARTER: "date_trunc('quarter', r.month::timestamp)::date",
  YEAR: "date_trunc('year', r.month::timestamp)::date",
  TOTAL: 'null::date',
};

export const dimensions: readonly Dimension[] = [
  {
    id: 'PERIOD',
    description: 'Month, quarter or year of the contact in UTC, as the grain says.',
    column: 'month',
    key: (grain) => periods[grain],
    keyColumn: 'period',
    label: 'r.month',
    ...ofRow,
  },
  {
    id: 'CHANNEL',
    description: 'Channel of the contact.',
    column: 'channel',
    key: () => 'r.channel',
    keyColumn: 'channel',
    label: 'r.channel',
    ...ofRow,
  },
  {
    id: 'TYPE',
    description: 'Interaction type of the contact.',
    column: 'type',
    key: () => 'r.type',
    keyColumn: 'type',
    label: 'r.type',
    ...ofRow,
  },
  {
    id: 'BRAND',
    description: 'Brand the contact was about.',
    column: 'brand',
    key: () => 'nullif(r.brand_id, 0)',
    keyColumn: 'brand_id',
    label: 'b.code',
    keyJoins: [],
    labelJoins: ['brand'],
  },
  {
    id: 'TERRITORY',
    description: 'Territory the customer belongs to today.',
    column: 'territory',
    key: () => 'c.territory_id',
    keyColumn: 'territory_id',
    label: 't.code',
    keyJoins: ['customer'],
    labelJoins: ['customer', 'territory'],
  },
  {
    id: 'SEGMENT',
    description: 'Segment the customer is in today.',
    column: 'segment',
    key: () => 'c.segment',
    keyColumn: 'segment',
    label: 'c.segment',
    keyJoins: ['customer'],
    labelJoins: ['customer'],
  },
];

export type MeasureId = 'COUNT' | 'DISTINCT_CUSTOMERS' | 'COST';

export interface Measure {
  readonly id: MeasureId;
  readonly description: string;
  readonly column: string;
  readonly sql: string;
  /** The same from rows `f` per key and customer: what each of them holds under the column, and what is made of them. */
  readonly byCustomer?: { readonly each: string | null; readonly all: string };
  /** The same from `r`, the row of a group. */
  readonly ofGroups?: string;
}

/** Figures over `core.rollup_customer_month`. A cost has the currency of its rows, which stand apart by {@link costCurrency}. */
export const measures: readonly Measure[] = [
  {
    id: 'COUNT',
    description: 'Contacts. A record that stands for several like contacts counts as many.',
    column: 'contacts',
    sql: 'sum(r.interactions)::bigint',
    byCustomer: { each: 'sum(r.interactions)', all: 'sum(f.contacts)::bigint' },
    ofGroups: 'sum(r.interactions)::bigint',
  },
  {
    id: 'DISTINCT_CUSTOMERS',
    description: 'Customers with at least one contact, each counted once.',
    column: 'distinct_customers',
    sql: 'count(distinct r.customer_id)::bigint',
    byCustomer: { each: null, all: 'count(*)' },
    ofGroups: 'sum(r.customers)::bigint',
  },
  {
    id: 'COST',
    description: 'What the contacts cost by the rate card, per currency.',
    column: 'cost_minor',
    sql: 'sum(r.cost_minor)::bigint',
  },
];

export const costCurrency = "nullif(r.cost_currency, '')";

/** Sum of a measure that a plugin declares, over `core.measure_month`. */
export const pluginMeasure = 'trim_scale(sum(r.value))';

/** The joins that the ids ask for, each once, in an order that stands. */
export function joinSql(ids: Iterable<JoinId>): string {
  const wanted = new Set(ids);
  if (wanted.has('territory')) wanted.add('customer');
  return (Object.keys(joins) as JoinId[])
    .filter((id) => wanted.has(id))
    .map((id) => joins[id])
    .join(' ');
}
