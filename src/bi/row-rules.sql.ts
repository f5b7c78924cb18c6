/**
 * The rule of who may see which rows, as row-level security for BI tools. It is the rule of `auth` for figures over many
 * customers: within the reach that `core.bi_reader` names for the database role that asks.
 *
 * What does not depend on the row stands in subqueries of their own, which PostgreSQL runs once per statement.
 */

const reader = (expression: string): string =>
  `(select ${expression} from core.bi_reader b where b.role_name = current_user)`;

const within = (column: string, table: string, limit: string): string =>
  `(${reader(`'*' = any(b.${limit})`)} or ${column} = any(array(
      select t.id from core.${table} t where t.code = any(${reader(`b.${limit}`)}::text[]))))`;

/** Territories with all their parts. */
const withinTerritories = `(${reader(`'*' = any(b.territories)`)} or territory_id = any(array(
    with recursive area as (
      select t.id from core.territory t where t.code = any(${reader('b.territories')}::text[])
      union
      select t.id from core.territory t join area on t.parent_id = area.id
    )
    select id from area)))`;

const withinCountries = `(${reader(`'*' = any(b.countries)`)} or country = any(${reader('b.countries')}::text[]))`;

/** Patients and consumers are in no view: facts per customer cannot be withheld by the size of a group. */
const customerRule = [withinTerritories, withinCountries, `kind <> 'consumer'`].join(' and ');

/** The inner table has its own policy. */
const ofVisibleCustomer = 'customer_id in (select c.id from core.customer c)';

const ofBrand = `(brand_id = 0 or ${within('brand_id', 'brand', 'brands')})`;

/** Tables behind the views: the columns that the views show, and which rows. */
const tables: Readonly<Record<string, { readonly columns: readonly string[]; readonly rule: string }>> = {
  customer: {
    columns: ['id', 'kind', 'status', 'specialty', 'segment', 'territory_id', 'country'],
    rule: customerRule,
  },
  customer_value: {
    columns: [
      ...['customer_id', 'rvi', 'grade', 'engagement', 'reciprocity', 'service', 'durability', 'money'],
      ...['model_hash', 'computed_at', 'dirty'],
    ],
    rule: ofVisibleCustomer,
  },
  rollup_customer_month: {
    columns: ['customer_id', 'month', 'channel', 'type', 'brand_id', 'cost_currency', 'interactions', 'cost_minor'],
    rule: `${ofBrand} and ${ofVisibleCustomer}`,
  },
  rollup_measure_month: {
    columns: ['customer_id', 'month', 'measure', 'channel', 'type', 'brand_id', 'value'],
    rule: `${ofBrand} and ${ofVisibleCustomer}`,
  },
  bi_reader: {
    columns: ['role_name', 'territories', 'countries', 'brands'],
    rule: 'role_name = current_user',
  },
};

/** Open to every reader, because they show no customer. */
const referenceTables: Readonly<Record<string, readonly string[]>> = {
  brand: ['id', 'code', 'name'],
  territory: ['id', 'code', 'name', 'parent_id', 'country'],
  count_measure: ['measure', 'type'],
};

const invokerViews = [
  'bi.customer',
  'bi.interaction_facts',
  'bi.interaction_metrics',
  'bi.measure_metrics',
  'core.measure_month',
];

/** Lets the views read as whoever asks, and that role see its rows only. The owner of the tables is not bound by policies. */
export function createBiRowRules(): string {
  return [
    ...invokerViews.map((view) => `alter view ${view} set (security_invoker = true);`),
    ...Object.entries(tables).map(
      ([table, { rule }]) => `alter table core.${table} enable row level security;
        create policy bi_rows on core.${table} for select to public using (${rule});`,
    ),
  ].join('\n');
}

export function dropBiRowRules(): string {
  return [
    ...Object.keys(tables).map(
      (table) => `drop policy bi_rows on core.${table}; alter table core.${table} disable row level security;`,
    ),
    ...invokerViews.map((view) => `alter view ${view} set (security_invoker = false);`),
  ].join('\n');
}

/** The grants that readers need for views that read as they do: the columns of the views, nothing else. */
export function biTableGrants(role: string): string {
  const columns = {
    ...Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table.columns])),
    ...referenceTables,
  };
  return [
    `grant usage on schema core to ${role}`,
    ...Object.entries(columns).map(
      ([table, names]) => `grant select (${names.join(', ')}) on core.${table} to ${role}`,
    ),
    `grant select on core.measure_month to ${role}`,
  ].join('; ');
}
