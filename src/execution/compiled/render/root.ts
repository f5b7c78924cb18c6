import type { LookupSource } from '../../../sdk';
import { type KeyColumn, tableNamed } from '../../catalogue/catalogue';
import type { ObjectSelection, ValueSelection } from '../operation';
import type { SiteValues } from '../plan/site-values';
import { rootHoleText } from './hole';
import { constant, expression, type JsonText, joined, sqlOf } from './json-text';
import { NotCompilable } from './not-compilable';
import { connectionText } from './page';
import { formOf, type Rendering, siteIndex } from './rendering';
import { newRow, selectedColumns } from './row';
import { telling, toldCustomer } from './told-reads';
import { nullOf, nullText } from './value';

/** The object of the whole answer. */
export function rootText(rendering: Rendering, { type, fields }: ObjectSelection): JsonText {
  const entries = fields.map((field) => [
    ...constant(`"${field.responseKey}":`),
    ...(field.kind === 'typename' ? constant(`"${type.name}"`) : fieldText(rendering, field)),
  ]);
  return [...constant('{'), ...joined(entries, ','), ...constant('}')];
}

function fieldText(rendering: Rendering, field: ValueSelection): JsonText {
  const { source, coordinate } = field.description;
  switch (source?.kind) {
    case 'connection':
      return connectionText(rendering, field, null, source);
    case 'lookup':
      return lookupText(rendering, field, source);
    case 'node':
      return 'ids' in argumentsOf(field) ? nodesText(rendering, field) : nodeText(rendering, field);
    case 'batch':
      return rootHoleText(rendering, field);
    default:
      throw new NotCompilable(`${coordinate} is answered by JavaScript.`);
  }
}

const argumentsOf = ({ field }: ValueSelection): object =>
  Object.fromEntries(field.args.map((argument) => [argument.name, argument]));

function lookupText(rendering: Rendering, field: ValueSelection, { type, by }: LookupSource): JsonText {
  if (formOf(rendering, field).filters.length === 0) return nullText(field.type);
  const site = siteIndex(field);
  const { writer, catalogue } = rendering;
  const table = tableNamed(catalogue, type);
  const row = newRow(rendering, table.source);
  const object = sqlOf(telling(toldCustomer(rendering, row), rendering.entity(type, field.below, row)));
  const value = writer.bind(({ sites }) => sites[site]?.filters.get(''), `${site} value`);
  const found = `select ${selectedColumns(row).join(', ')} from ${writer.from(table, 't')} where ${by.sql(value, writer.visible)} limit 1`;
  return expression(`coalesce((select ${object} from (${found}) ${row.alias}), ${nullOf(field.type)})`);
}

/** The object of the one opaque id. */
function nodeText(rendering: Rendering, field: ValueSelection): JsonText {
  const [name] = formOf(rendering, field).nodes;
  if (name === undefined) throw new NotCompilable(`${field.description.coordinate} names nothing.`);
  const keys = keyColumns(rendering, name).map(({ type }, index) => {
    const key = bindKeys(rendering, field, `${name} key ${index}`, (nodes) => nodes.get(name)?.columns[index]?.[0]);
    return `${key}::${type}`;
  });
  return expression(`coalesce(${nodeSql(rendering, field, name, keys)}, ${nullOf(field.type)})`);
}

/** Objects in the order of their ids: rows of each type by one subselect. */
function nodesText(rendering: Rendering, field: ValueSelection): JsonText {
  const { nodes } = formOf(rendering, field);
  if (nodes.length === 0) return constant('[]');
  const alias = rendering.writer.alias();
  const parts = nodes.map((name) => nodesOfType(rendering, field, name));
  const items = `string_agg(coalesce(${alias}.object, 'null'), ',' order by ${alias}.place)`;
  return expression(`(select '[' || ${items} || ']' from (${parts.join('\n  union all ')}) ${alias})`);
}

function nodesOfType(rendering: Rendering, field: ValueSelection, name: string): string {
  const ids = rendering.writer.alias();
  const columns = keyColumns(rendering, name);
  const names = columns.map((_, index) => `key${index}`);
  const keys = columns.map(({ type }, index) => {
    const bound = bindKeys(rendering, field, `${name} keys ${index}`, (nodes) => nodes.get(name)?.columns[index]);
    return `${bound}::${type}[]`;
  });
  const places = bindKeys(rendering, field, `${name} places`, (nodes) => nodes.get(name)?.places);
  const object = nodeSql(
    rendering,
    field,
    name,
    names.map((key) => `${ids}.${key}`),
  );
  const from = `unnest(${[`${places}::integer[]`, ...keys].join(', ')}) as ${ids}(place, ${names.join(', ')})`;
  return `select ${ids}.place, ${object} as object from ${from}`;
}

const keyColumns = ({ catalogue }: Rendering, name: string): readonly KeyColumn[] =>
  catalogue.nodes.get(name)?.columns ?? [];

function bindKeys(
  { writer }: Rendering,
  field: ValueSelection,
  name: string,
  value: (nodes: SiteValues['nodes']) => unknown,
): string {
  const site = siteIndex(field);
  const none: SiteValues['nodes'] = new Map();
  return writer.bind(({ sites }) => value(sites[site]?.nodes ?? none), `${site} ${name}`);
}

function nodeSql(rendering: Rendering, field: ValueSelection, name: string, keys: readonly string[]): string {
  const table = tableNamed(rendering.catalogue, name);
  const row = newRow(rendering, table.source);
  const object = sqlOf(telling(toldCustomer(rendering, row), rendering.entity(name, field.below, row)));
  const columns = keyColumns(rendering, name);
  const conditions = columns.map((column, index) => `${row.value(column.name).sql} = ${keys[index]}`);
  return `(select ${object} from ${rendering.writer.from(table, row.alias)} where ${conditions.join(' and ')})`;
}
