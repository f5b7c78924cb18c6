import type { Statement } from '../sdk';
import { breakdownFor } from './breakdown-for';
import {
  costCurrency,
  type Dimension,
  dimensions,
  type JoinId,
  joinSql,
  type Measure,
  measures,
  pluginMeasure,
} from './catalogue';
import type { Breakdown } from './groups/breakdowns';
import { everyRow, type MetricsFilter, type MetricsQuestion, type SummableTable } from './metrics-question';

/** Rows by key, in a fixed order, with those of contacts and distinct customers that are asked for; `limit` rows at most. */
export function countsStatement(question: MetricsQuestion, asked: readonly string[], limit: number): Statement {
  const { groups, values } = countGroups(question, asked);
  const order = orderOf(question);
  return {
    text: `with ${groups}
      select * from g ${order.length === 0 ? '' : `order by ${order.join(', ')}`} limit ${bind(values, limit)}`,
    values,
  };
}

export interface Groups {
  /** Common table expressions of which `g` has one row per key. */
  readonly groups: string;
  readonly values: unknown[];
  /** Whether it is read from groups of contacts and nothing else. */
  readonly madeOf: 'groups' | 'contacts and more';
}

/** Groups with those of contacts and distinct customers that are asked for. */
export function countGroups(question: MetricsQuestion, asked: readonly string[]): Groups {
  const figures = measures.filter(({ id, ofGroups }) => ofGroups !== undefined && asked.includes(id));
  const needs = asked.includes('DISTINCT_CUSTOMERS') ? 'customers' : 'contacts';
  const breakdown = breakdownFor(question, needs);
  if (breakdown !== null) return groupsOfGroups(question, figures, breakdown);
  return needs === 'customers' ? groupsOfCustomers(question, figures) : plainGroups(question, figures);
}

/** Terms over `g`. */
export function orderOf(question: MetricsQuestion): readonly string[] {
  return chosen(question).map((dimension) => `${orderTerm(dimension)} nulls first`);
}

function groupsOfGroups(question: MetricsQuestion, figures: readonly Measure[], breakdown: Breakdown): Groups {
  const { keys, from, values, groupBy } = parts(question, groupRows(breakdown, 'counts'));
  const columns = figures.map(({ ofGroups, column }) => `coalesce(${ofGroups}, 0) as ${column}`);
  return {
    groups: `g as (select ${[...keys, ...columns].join(', ')} ${from} ${groupBy})`,
    values,
    madeOf: namesReferences(question) ? 'contacts and more' : 'groups',
  };
}

/** Whether codes of brands or territories are looked up. */
const namesReferences = ({ dimensions: ids, filter: { brands, territories } }: MetricsQuestion): boolean =>
  brands !== undefined || territories !== undefined || ids.includes('BRAND') || ids.includes('TERRITORY');

function plainGroups(question: MetricsQuestion, figures: readonly Measure[]): Groups {
  const { keys, from, values, groupBy } = parts(question, contactRows);
  const columns = figures.map(({ sql, column }) => `coalesce(${sql}, 0) as ${column}`);
  const groups = `g as (select ${[...keys, ...columns].join(', ')} ${from} ${groupBy})`;
  return { groups, values, madeOf: 'contacts and more' };
}

/** Customers are told apart by a group each: a million rows hashed once, where `count(distinct …)` would sort them in every group. */
function groupsOfCustomers(question: MetricsQuestion, figures: readonly Measure[]): Groups {
  const { keys, keyColumns, from, values, groupBy } = parts(question, { ...contactRows, furtherKeys: 1 });
  const each = figures.flatMap(({ column, byCustomer }) =>
    byCustomer?.each ? [`${byCustomer.each} as ${column}`] : [],
  );
  const all = figures.map(({ column, byCustomer }) => `coalesce(${byCustomer?.all}, 0) as ${column}`);
  const own = keyColumns.map((column) => `f.${column}`);
  return {
    groups: `f as (select ${[...keys, 'r.customer_id', ...each].join(', ')} ${from} ${groupBy}),
      g as (select ${[...own, ...all].join(', ')} from f ${groupByFirst(own.length)})`,
    values,
    madeOf: 'contacts and more',
  };
}

/** Costs by key and currency. */
export function costsStatement(question: MetricsQuestion): Statement {
  const breakdown = breakdownFor(question, 'costs');
  const rows =
    breakdown === null ? { ...contactRows, fixed: ["r.cost_currency <> ''"] } : groupRows(breakdown, 'costs');
  const { keys, from, values, groupBy } = parts(question, { ...rows, furtherKeys: 1 });
  const cost = measures.filter(({ id }) => id === 'COST').map(({ sql, column }) => `${sql} as ${column}`);
  return {
    text: `select ${[...keys, `${costCurrency} as currency`, ...cost].join(', ')} ${from} ${groupBy}
      order by ${costCurrency} collate "C"`,
    values,
  };
}

/** Figures that plugins declare, by key and measure; the value is decimal text. */
export function pluginMeasuresStatement(question: MetricsQuestion, ids: readonly string[]): Statement {
  const rows: Rows = { table: 'core.measure_month', fixed: [], furtherKeys: 1, measures: ids };
  const { keys, from, values, groupBy } = parts(question, rows);
  return {
    text: `select ${[...keys, 'r.measure', `${pluginMeasure} as value`].join(', ')} ${from} ${groupBy}`,
    values,
  };
}

/** What figures are summed over, under the alias `r`. */
interface Rows {
  readonly table: 'core.rollup_customer_month' | 'core.measure_month' | 'core.contact_group_state';
  /** Conditions that hold for every question. */
  readonly fixed: readonly string[];
  /** How many columns beside the dimensions the rows are grouped by. */
  readonly furtherKeys: number;
  readonly measures?: readonly string[];
}

const contactRows: Rows = { table: 'core.rollup_customer_month', fixed: [], furtherKeys: 0 };

function groupRows({ id }: Breakdown, figures: 'counts' | 'costs'): Rows {
  const currency = figures === 'costs' ? "r.cost_currency <> ''" : "r.cost_currency = ''";
  return { table: 'core.contact_group_state', fixed: [`r.breakdown = '${id}'`, currency], furtherKeys: 0 };
}

interface Parts {
  readonly keys: readonly string[];
  /** Their names in the rows. */
  readonly keyColumns: readonly string[];
  readonly from: string;
  /** With the condition on groups, if there is one. */
  readonly groupBy: string;
  readonly values: unknown[];
}

function parts(question: MetricsQuestion, { table, fixed, furtherKeys, measures: ids }: Rows): Parts {
  const picked = chosen(question);
  const values: unknown[] = [];
  const asked = conditions.filter(({ given }) => given(question.filter) !== undefined);
  const where = [
    ...fixed,
    // Groups are read by those only for whom all contacts count.
    ...(table === 'core.contact_group_state' ? [] : visible(question, table, values)),
    ...(ids === undefined ? [] : [`r.measure = any(${bind(values, ids)}::text[])`]),
    ...asked.map(({ sql, given }) => sql(bind(values, given(question.filter)))),
  ];
  const joined = [...picked.flatMap(({ keyJoins }) => keyJoins), ...asked.flatMap(({ join }) => join ?? [])];
  const columns = picked.length + furtherKeys;
  // A group whose rows are all gone is none; the one group of everything is always there.
  const having = table === 'core.contact_group_state' && columns > 0 ? ' having sum(r.entries) > 0' : '';
  return {
    keys: picked.map(({ key, keyColumn }) => `${key(question.grain)} as ${keyColumn}`),
    from: `from ${table} r ${table === 'core.contact_group_state' ? customerOfGroup : joinSql(joined)}${where.length === 0 ? '' : ` where ${where.join(' and ')}`}`,
    keyColumns: picked.map(({ keyColumn }) => keyColumn),
    groupBy: `${groupByFirst(columns)}${having}`,
    values,
  };
}

/** What is said of customers stands in their groups. */
const customerOfGroup = 'cross join lateral (select r.segment, r.territory_id) c';

function visible({ summable }: MetricsQuestion, table: SummableTable, values: unknown[]): readonly string[] {
  const condition = summable(table, 'r', (value) => bind(values, value));
  return condition === everyRow ? [] : [condition];
}

/** Without columns there is one group, of all rows. */
function groupByFirst(columns: number): string {
  return `group by ${columns === 0 ? '()' : Array.from({ length: columns }, (_, index) => index + 1).join(', ')}`;
}

interface Condition {
  readonly given: (filter: MetricsFilter) => unknown;
  readonly sql: (parameter: string) => string;
  readonly join?: JoinId;
}

const idsOf = (table: string, parameter: string): string =>
  `any(array(select id from ${table} where code = any(${parameter}::text[])))`;

const conditions: readonly Condition[] = [
  { given: ({ channels }) => channels, sql: (parameter) => `r.channel = any(${parameter}::text[])` },
  { given: ({ types }) => types, sql: (parameter) => `r.type = any(${parameter}::text[])` },
  { given: ({ brands }) => brands, sql: (parameter) => `r.brand_id = ${idsOf('core.brand', parameter)}` },
  {
    given: ({ territories }) => territories,
    sql: (parameter) => `c.territory_id = ${idsOf('core.territory', parameter)}`,
    join: 'customer',
  },
  { given: ({ segments }) => segments, sql: (parameter) => `c.segment = any(${parameter}::text[])`, join: 'customer' },
  { given: ({ fromMonth }) => fromMonth, sql: (parameter) => `r.month >= ${parameter}::date` },
  { given: ({ toMonth }) => toMonth, sql: (parameter) => `r.month <= ${parameter}::date` },
];

/** In the order of the catalogue, whatever the order asked for, so that equal questions have equal answers. */
function chosen({ dimensions: ids }: MetricsQuestion): readonly Dimension[] {
  return dimensions.filter(({ id }) => ids.includes(id));
}

function orderTerm({ id, keyColumn }: Dimension): string {
  switch (id) {
    case 'PERIOD':
      return `g.${keyColumn}`;
    case 'BRAND':
      return `(select code from core.brand where id = g.${keyColumn}) collate "C"`;
    case 'TERRITORY':
      return `(select code from core.territory where id = g.${keyColumn}) collate "C"`;
    default:
      return `g.${keyColumn} collate "C"`;
  }
}

export function bind(values: unknown[], value: unknown): string {
  values.push(value);
  return `$${values.length}`;
}
