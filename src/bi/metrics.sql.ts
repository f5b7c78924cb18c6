import type { ReadContext, Statement } from '../sdk';
import {
  costCurrency,
  type Dimension,
  type DimensionId,
  dimensions,
  type Grain,
  type JoinId,
  joinSql,
  type Measure,
  measures,
  pluginMeasure,
} from './catalogue';

/** Which contacts are counted. Codes of brands and territories; months by their first days. */
export interface MetricsFilter {
  readonly channels?: readonly string[];
  readonly types?: readonly string[];
  readonly brands?: readonly string[];
  readonly territories?: readonly string[];
  readonly segments?: readonly string[];
  readonly fromMonth?: string;
  readonly toMonth?: string;
}

/** Which rows of a table count for the caller. */
export type Summable = ReadContext['summable'];

export interface MetricsQuestion {
  readonly summable: Summable;
  readonly dimensions: readonly DimensionId[];
  readonly grain: Grain;
  readonly filter: MetricsFilter;
}

/** Rows by key, in a fixed order, with those of contacts and distinct customers that are asked for; `limit` rows at most. */
export function countsStatement(question: MetricsQuestion, asked: readonly string[], limit: number): Statement {
  const figures = measures.filter(({ id, byCustomer }) => byCustomer !== undefined && asked.includes(id));
  const { values, groups } = asked.includes('DISTINCT_CUSTOMERS')
    ? groupsOfCustomers(question, figures)
    : plainGroups(question, figures);
  const order = chosen(question).map((dimension) => `${orderTerm(dimension)} nulls first`);
  return {
    text: `with ${groups}
      select * from g ${order.length === 0 ? '' : `order by ${order.join(', ')}`} limit ${bind(values, limit)}`,
    values,
  };
}

interface Groups {
  /** Common table expressions of which `g` has one row per key. */
  readonly groups: string;
  readonly values: unknown[];
}

function plainGroups(question: MetricsQuestion, figures: readonly Measure[]): Groups {
  const { keys, from, values, groupBy } = parts(question, 'core.rollup_customer_month');
  const columns = figures.map(({ sql, column }) => `coalesce(${sql}, 0) as ${column}`);
  return { groups: `g as (select ${[...keys, ...columns].join(', ')} ${from} ${groupBy})`, values };
}

/** Customers are told apart by a group each: a million rows hashed once, where `count(distinct …)` would sort them in every group. */
function groupsOfCustomers(question: MetricsQuestion, figures: readonly Measure[]): Groups {
  const { keys, keyColumns, from, values, groupBy } = parts(question, 'core.rollup_customer_month', [], 1);
  const each = figures.flatMap(({ column, byCustomer }) =>
    byCustomer?.each ? [`${byCustomer.each} as ${column}`] : [],
  );
  const all = figures.map(({ column, byCustomer }) => `coalesce(${byCustomer?.all}, 0) as ${column}`);
  const own = keyColumns.map((column) => `f.${column}`);
  return {
    groups: `f as (select ${[...keys, 'r.customer_id', ...each].join(', ')} ${from} ${groupBy}),
      g as (select ${[...own, ...all].join(', ')} from f ${groupByFirst(own.length)})`,
    values,
  };
}

/** Costs by key and currency. */
export function costsStatement(question: MetricsQuestion): Statement {
  const { keys, from, values, groupBy } = parts(question, 'core.rollup_customer_month', ["r.cost_currency <> ''"], 1);
  const cost = measures.filter(({ id }) => id === 'COST').map(({ sql, column }) => `${sql} as ${column}`);
  return {
    text: `select ${[...keys, `${costCurrency} as currency`, ...cost].join(', ')} ${from} ${groupBy}
      order by ${costCurrency} collate "C"`,
    values,
  };
}

/** Figures that plugins declare, by key and measure; the value is decimal text. */
export function pluginMeasuresStatement(question: MetricsQuestion, ids: readonly string[]): Statement {
  const { keys, from, values, groupBy } = parts(question, 'core.measure_month', [], 1, ids);
  return {
    text: `select ${[...keys, 'r.measure', `${pluginMeasure} as value`].join(', ')} ${from} ${groupBy}`,
    values,
  };
}

interface Parts {
  readonly keys: readonly string[];
  /** Their names in the rows. */
  readonly keyColumns: readonly string[];
  readonly from: string;
  readonly groupBy: string;
  readonly values: unknown[];
}

/** @param furtherKeys how many columns beside the dimensions the rows are grouped by */
function parts(
  question: MetricsQuestion,
  table: 'core.rollup_customer_month' | 'core.measure_month',
  fixed: readonly string[] = [],
  furtherKeys = 0,
  measureIds?: readonly string[],
): Parts {
  const picked = chosen(question);
  const values: unknown[] = [];
  const asked = conditions.filter(({ given }) => given(question.filter) !== undefined);
  const where = [
    ...fixed,
    question.summable(table, 'r', (value) => bind(values, value)),
    ...(measureIds === undefined ? [] : [`r.measure = any(${bind(values, measureIds)}::text[])`]),
    ...asked.map(({ sql, given }) => sql(bind(values, given(question.filter)))),
  ];
  const joined = [...picked.flatMap(({ keyJoins }) => keyJoins), ...asked.flatMap(({ join }) => join ?? [])];
  return {
    keys: picked.map(({ key, keyColumn }) => `${key(question.grain)} as ${keyColumn}`),
    from: `from ${table} r ${joinSql(joined)} where ${where.join(' and ')}`,
    keyColumns: picked.map(({ keyColumn }) => keyColumn),
    groupBy: groupByFirst(picked.length + furtherKeys),
    values,
  };
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

function bind(values: unknown[], value: unknown): string {
  values.push(value);
  return `$${values.length}`;
}
