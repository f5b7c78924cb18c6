import type { Figure } from '../../../sdk';
import { tableNamed } from '../../catalogue/catalogue';
import { before, figureSql, figureType, typesOfAll } from '../../sql/summary';
import type { FieldSelection, ValueSelection } from '../operation';
import { valueText } from './field-value';
import { constant, expression, type JsonText, joined, literal, sqlOf } from './json-text';
import { NotCompilable } from './not-compilable';
import type { Rendering } from './rendering';
import { equal, type Row } from './row';

type Fields = readonly FieldSelection[];

/** Figures over the interactions of the row's customer. Fields that are no figures read the row itself. */
export function figuresText(rendering: Rendering, field: ValueSelection, row: Row): JsonText {
  return withFigures(rendering, [field], row, (named) => summaryText(rendering, field, named));
}

/** Makes the figures of all summaries among the fields in one pass over the customer's interactions. */
export function withFigures(rendering: Rendering, fields: Fields, row: Row, write: (row: Row) => JsonText): JsonText {
  const figures = row.figures === null ? fields.flatMap(askedFigures) : [];
  if (figures.length === 0) return write(row);
  const alias = rendering.writer.alias();
  const text = write({ ...row, figures: alias });
  return expression(`(select ${sqlOf(text)} from (${aggregateSql(rendering, row, new Map(figures))}) ${alias})`);
}

function summaryText(rendering: Rendering, field: ValueSelection, row: Row): JsonText {
  const selection = field.below.get(field.description.type);
  if (selection === undefined) throw new NotCompilable(`${field.description.coordinate} is asked for nothing.`);
  const fields = selection.fields.map((part) => [
    ...constant(`"${part.responseKey}":`),
    ...(part.kind === 'typename' ? constant(`"${selection.type.name}"`) : partText(rendering, field, part, row)),
  ]);
  return [...constant('{'), ...joined(fields, ','), ...constant('}')];
}

function partText(rendering: Rendering, { description }: ValueSelection, part: ValueSelection, row: Row): JsonText {
  const { name } = part.description;
  const figure = description.source?.kind === 'summary' ? description.source.figures[name] : undefined;
  if (figure === undefined) return rendering.field(part, row);
  const notNull = figure.figure === 'count' || figure.figure === 'sum';
  const sql = `${row.figures}."${description.name}.${name}"`;
  return valueText(rendering, part.type, {
    sql,
    type: figureType(figure),
    notNull,
    inRange: isInRange(rendering, figure),
  });
}

/** Sums are of decimals and ratios of counts: out of range they would be a fault of the statement, and not a value. */
function isInRange({ catalogue, facts }: Rendering, { figure }: Figure): boolean {
  if (figure !== 'latest') return true;
  return facts.get(tableNamed(catalogue, 'Interaction').source.table)?.get('occurred_at')?.inRange ?? false;
}

/** By name of the column: `<field>.<figure>`. */
type NamedFigure = readonly [string, Figure];

function askedFigures(field: FieldSelection): readonly NamedFigure[] {
  if (field.kind === 'typename' || field.description.source?.kind !== 'summary') return [];
  const { figures } = field.description.source;
  const parts = [...field.below.values()].flatMap((selection) => selection.fields);
  const names = new Set(parts.flatMap((part) => (part.kind === 'field' ? part.description.name : [])));
  return Object.entries(figures).flatMap(([name, figure]): readonly NamedFigure[] =>
    names.has(name) ? [[`${field.description.name}.${name}`, figure]] : [],
  );
}

/** One row, also for a customer without any such interaction. */
function aggregateSql(rendering: Rendering, row: Row, figures: ReadonlyMap<string, Figure>): string {
  const { writer, catalogue, facts } = rendering;
  const interactions = tableNamed(catalogue, 'Interaction');
  const customer = interactions.source.customerColumn ?? interactions.source.key;
  const fact = facts.get(interactions.source.table)?.get(customer);
  if (fact === undefined) throw new NotCompilable('The interactions name no customer.');
  const writing = {
    bind: declared,
    isOneOf,
    since: (days: number) => writer.bind(({ context }) => before(context.now, days), `since ${days}`),
  };
  const columns = [...figures].map(([name, figure]) => `${figureSql(writing, figure)} as "${name}"`);
  const own = row.value(row.table.customerColumn ?? row.table.key);
  return `select ${columns.join(', ')} from ${writer.from(interactions, 't')}
  where ${equal({ sql: `t.${customer}`, ...fact }, own)} and t.retracted_at is null and t.filtered_code is null
    and ${isOneOf(typesOfAll([...figures.values()]))}`;
}

/** What declarations say is the same for all requests. */
const declared = (value: unknown): string =>
  Array.isArray(value) ? `array[${value.map((item) => literal(String(item))).join(', ')}]` : literal(String(value));

const isOneOf = (types: readonly string[]): string => {
  const listed = types.map(literal).join(', ');
  return types.length === 1 ? `t.type = ${listed}` : `t.type in (${listed})`;
};
