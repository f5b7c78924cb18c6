import type { Figure, SummarySource } from '../../../sdk';
import { tableNamed } from '../../catalogue/catalogue';
import { before, figureSql, figureType, typesOfAll } from '../../sql/summary';
import type { ObjectSelection, ValueSelection } from '../operation';
import { valueText } from './field-value';
import { constant, expression, type JsonText, joined, sqlOf } from './json-text';
import { NotCompilable } from './not-compilable';
import type { Rendering } from './rendering';
import { equal, type Row } from './row';
import type { Value } from './value';

/** Figures over the interactions of the row's customer. Fields that are no figures read the row itself. */
export function figuresText(rendering: Rendering, field: ValueSelection, row: Row, source: SummarySource): JsonText {
  const selection = field.below.get(field.description.type);
  if (selection === undefined) throw new NotCompilable(`${field.description.coordinate} is asked for nothing.`);
  const alias = rendering.writer.alias();
  const fields = selection.fields.map((part) => [
    ...constant(`"${part.responseKey}":`),
    ...(part.kind === 'typename'
      ? constant(`"${selection.type.name}"`)
      : partText({ rendering, row, source, alias }, part)),
  ]);
  const object = [...constant('{'), ...joined(fields, ','), ...constant('}')];
  const figures = askedFigures(selection, source);
  if (figures.length === 0) return object;
  return expression(`(select ${sqlOf(object)} from (${aggregateSql(rendering, row, figures)}) ${alias})`);
}

interface Place {
  readonly rendering: Rendering;
  readonly row: Row;
  readonly source: SummarySource;
  readonly alias: string;
}

function partText({ rendering, row, source, alias }: Place, part: ValueSelection): JsonText {
  const { name } = part.description;
  const figure = source.figures[name];
  if (figure === undefined) return rendering.field(part, row);
  const notNull = figure.figure === 'count' || figure.figure === 'sum';
  const value: Value = { sql: `${alias}."${name}"`, type: figureType(figure), notNull };
  return valueText(rendering, part.type, value);
}

type NamedFigure = readonly [string, Figure];

function askedFigures({ fields }: ObjectSelection, { figures }: SummarySource): readonly NamedFigure[] {
  const names = new Set(fields.flatMap((field) => (field.kind === 'field' ? field.description.name : [])));
  return Object.entries(figures).filter(([name]) => names.has(name));
}

/** One row, also for a customer without any such interaction. */
function aggregateSql(rendering: Rendering, row: Row, figures: readonly NamedFigure[]): string {
  const { writer, catalogue, facts } = rendering;
  const interactions = tableNamed(catalogue, 'Interaction');
  const customer = interactions.source.customerColumn ?? interactions.source.key;
  const fact = facts.get(interactions.source.table)?.get(customer);
  if (fact === undefined) throw new NotCompilable('The interactions name no customer.');
  const writing = {
    bind: (value: unknown) => writer.bindConstant(value),
    since: (days: number) => writer.bind(({ context }) => before(context.now, days), `since ${days}`),
  };
  const columns = figures.map(([name, figure]) => `${figureSql(writing, figure)} as "${name}"`);
  const types = writer.bindConstant(typesOfAll(figures.map(([, figure]) => figure)));
  const own = row.value(row.table.customerColumn ?? row.table.key);
  return `select ${columns.join(', ')} from ${writer.from(interactions, 't')}
  where ${equal({ sql: `t.${customer}`, ...fact }, own)} and t.retracted_at is null and t.filtered_code is null
    and t.type = any(${types})`;
}
