import type { Figure, Statement, SummarySource } from '../../sdk';
import type { TableDescription } from '../catalogue/catalogue';
import type { StatementBuilder } from './statement-builder';

/** Column that names the customer of a summary's row. */
export const summaryCustomer = '~customer';

const millisecondsPerDay = 86_400_000;

/**
 * The figures of one summary for many customers: one row per customer with at least one of the counted interactions,
 * columns named after the figures.
 *
 * @param now what windows of days are counted back from
 */
export function summaryStatement(
  builder: StatementBuilder,
  interactions: TableDescription,
  source: SummarySource,
  customerIds: readonly (string | number)[],
  now: Date,
): Statement {
  const customer = `t.${interactions.source.customerColumn}`;
  const writing = {
    bind: (value: unknown) => builder.bind(value),
    since: (days: number) => builder.bind(before(now, days)),
    isOneOf: (types: readonly string[]) => `t.type = any(${builder.bind(types)})`,
  };
  const figures = Object.entries(source.figures).map(([name, figure]) => `${figureSql(writing, figure)} as "${name}"`);
  const counted = builder.bind(typesOfAll(Object.values(source.figures)));
  const rows = builder.from(interactions, 't');
  return builder.statement(`select ${customer} as "${summaryCustomer}",
  ${figures.join(',\n  ')}
from ${rows}
where ${customer} = any(${builder.bind(customerIds)})
  and t.retracted_at is null and t.filtered_code is null and t.type = any(${counted})
group by ${customer}`);
}

/** What a customer without any counted interaction has. */
export function emptyFigures(source: SummarySource): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    Object.entries(source.figures).map(([name, { figure }]) => [
      name,
      figure === 'count' || figure === 'sum' ? 0 : null,
    ]),
  );
}

/** How values get into the statement. */
export interface FigureWriting {
  /** Placeholder or literal of what a declaration says. */
  readonly bind: (value: unknown) => string;
  /** Condition that alias `t` is of one of the types. */
  readonly isOneOf: (types: readonly string[]) => string;
  /** Placeholder of the instant so many days before the request. */
  readonly since: (days: number) => string;
}

/** The instant so many days earlier. */
export const before = (now: Date, days: number): Date => new Date(now.getTime() - days * millisecondsPerDay);

/** Every interaction type that one of the figures counts. */
export const typesOfAll = (figures: readonly Figure[]): readonly string[] => [...new Set(figures.flatMap(typesOf))];

type CountFigure = Extract<Figure, { figure: 'count' }>;

function typesOf(figure: Figure): readonly string[] {
  return figure.figure === 'ratio' ? [...figure.of, ...figure.to] : figure.types;
}

/** What PostgreSQL answers for a figure. */
export const figureType = ({ figure }: Figure): 'bigint' | 'double precision' | 'timestamp with time zone' =>
  figure === 'count' ? 'bigint' : figure === 'latest' ? 'timestamp with time zone' : 'double precision';

/** One figure as an aggregate over interactions under alias `t`: bigint for counts, float8 for sums and ratios. */
export function figureSql(writing: FigureWriting, figure: Figure): string {
  switch (figure.figure) {
    case 'count':
      return countSql(writing, figure);
    case 'latest':
      return `max(t.occurred_at) filter (where ${writing.isOneOf(figure.types)})`;
    case 'sum':
      return sumSql(writing, figure);
    case 'ratio': {
      const { of, to, ...options } = figure;
      const base = countSql(writing, { ...options, figure: 'count', types: to });
      const part = countSql(writing, { ...options, figure: 'count', types: of });
      return `case when ${base} > 0 then least(${part}::float8 / ${base}, 1) end`;
    }
  }
}

/** One record may stand for several like contacts. */
function countSql(writing: FigureWriting, { types, where, distinct, sinceDays }: CountFigure): string {
  const details = where === undefined ? [] : [`t.details @> ${writing.bind(JSON.stringify(where))}::jsonb`];
  const filter = [writing.isOneOf(types), ...details, ...isSince(writing, sinceDays)].join(' and ');
  if (distinct === undefined) return `coalesce(sum(t.count) filter (where ${filter}), 0)`;
  return `count(distinct ${at(writing, distinct).text}) filter (where ${filter})`;
}

function sumSql(writing: FigureWriting, { types, path, sinceDays }: Extract<Figure, { figure: 'sum' }>): string {
  const { value, text } = at(writing, path);
  const isNumber = `jsonb_typeof(${value}) = 'number'`;
  const filter = [writing.isOneOf(types), isNumber, ...isSince(writing, sinceDays)].join(' and ');
  // Sums of decimals do not depend on the order in which rows are read; sums of floating-point numbers do.
  return `coalesce(sum((${text})::numeric * t.count) filter (where ${filter}), 0)::float8`;
}

/** What details hold at a path, as jsonb and as text. A single key is found sooner by its own operator. */
function at({ bind }: FigureWriting, path: string): { readonly value: string; readonly text: string } {
  const keys = path.split('.');
  const [operator, where] = keys.length === 1 ? ['->', `${bind(path)}::text`] : ['#>', `${bind(keys)}::text[]`];
  return { value: `t.details ${operator} ${where}`, text: `t.details ${operator}> ${where}` };
}

function isSince({ since }: FigureWriting, days: number | undefined): readonly string[] {
  return days === undefined ? [] : [`t.occurred_at >= ${since(days)}::timestamptz`];
}
