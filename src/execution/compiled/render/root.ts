import type { LookupSource } from '../../../sdk';
import { tableNamed } from '../../catalogue/catalogue';
import type { ObjectSelection, ValueSelection } from '../operation';
import { rootHoleText } from './hole';
import { constant, expression, type JsonText, joined, sqlOf } from './json-text';
import { NotCompilable } from './not-compilable';
import { connectionText } from './page';
import { formOf, type Rendering, siteIndex } from './rendering';
import { newRow, selectedColumns } from './row';
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
  const object = sqlOf(rendering.entity(type, field.below, row));
  const value = writer.bind(({ sites }) => sites[site]?.filters.get(''), `${site} value`);
  const found = `select ${selectedColumns(row).join(', ')} from ${writer.from(table, 't')} where ${by.sql(value)} limit 1`;
  return expression(`coalesce((select ${object} from (${found}) ${row.alias}), ${nullOf(field.type)})`);
}

function nodeText(rendering: Rendering, field: ValueSelection): JsonText {
  const { node } = formOf(rendering, field);
  if (node === null) throw new NotCompilable(`${field.description.coordinate} names nothing.`);
  const site = siteIndex(field);
  const { writer } = rendering;
  const keys = (rendering.catalogue.nodes.get(node)?.columns ?? []).map(
    ({ type }, index) =>
      `${writer.bind(({ sites }) => sites[site]?.node?.columns[index]?.[0], `${site} key ${index}`)}::${type}`,
  );
  return expression(`coalesce(${nodeSql(rendering, field, node, keys)}, ${nullOf(field.type)})`);
}

/** Objects in the order of their ids. */
function nodesText(rendering: Rendering, field: ValueSelection): JsonText {
  const { node } = formOf(rendering, field);
  if (node === null) throw new NotCompilable(`${field.description.coordinate} names nothing, or different types.`);
  const site = siteIndex(field);
  const { writer } = rendering;
  const ids = writer.alias();
  const columns = rendering.catalogue.nodes.get(node)?.columns ?? [];
  const arrays = columns.map(
    ({ type }, index) =>
      `${writer.bind(({ sites }) => sites[site]?.node?.columns[index], `${site} keys ${index}`)}::${type}[]`,
  );
  const names = columns.map((_, index) => `key${index}`);
  const object = nodeSql(
    rendering,
    field,
    node,
    names.map((name) => `${ids}.${name}`),
  );
  const items = `string_agg(coalesce(${object}, 'null'), ',' order by ${ids}.number)`;
  const from = `unnest(${arrays.join(', ')}) with ordinality as ${ids}(${names.join(', ')}, number)`;
  return expression(`(select '[' || coalesce(${items}, '') || ']' from ${from})`);
}

function nodeSql(rendering: Rendering, field: ValueSelection, node: string, keys: readonly string[]): string {
  const table = tableNamed(rendering.catalogue, node);
  const row = newRow(rendering, table.source);
  const object = sqlOf(rendering.entity(node, field.below, row));
  const columns = rendering.catalogue.nodes.get(node)?.columns ?? [];
  const conditions = columns.map(({ name }, index) => `${row.value(name).sql} = ${keys[index]}`);
  return `(select ${object} from ${rendering.writer.from(table, row.alias)} where ${conditions.join(' and ')})`;
}
