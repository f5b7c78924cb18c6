import type { ConnectionSource } from '../../../sdk';
import { tableNamed } from '../../catalogue/catalogue';
import { orderBy } from '../../sql/keyset';
import { allOf } from '../../sql/select-list';
import type { FieldSelection, ObjectSelection, ValueSelection } from '../operation';
import { constant, expression, type JsonText, joined, sqlOf } from './json-text';
import { NotCompilable } from './not-compilable';
import { cursorText, keptRows, pageInfoText } from './page-info';
import { between, type PageQuery, pageQuery } from './page-query';
import type { Rendering } from './rendering';
import { newRow, type Row, selectedColumns } from './row';
import { telling, toldCustomer } from './told-reads';

/** One page of the rows that belong to the row above, or of all rows. */
export function connectionText(
  rendering: Rendering,
  field: ValueSelection,
  row: Row | null,
  source: ConnectionSource,
): JsonText {
  const selection = onlySelection(field);
  const item = newRow(rendering, tableNamed(rendering.catalogue, source.type).source);
  const query = pageQuery(rendering, field, source, row, item);
  const parts = selection.fields.map((part) => [
    ...constant(`"${part.responseKey}":`),
    ...partText(rendering, part, selection, query),
  ]);
  const object = [...constant('{'), ...joined(parts, ','), ...constant('}')];
  if (!query.needs.rows) return object;
  const told = toldCustomer(rendering, item, source, row);
  // Once for all parts of the page: cursors show what rows are ordered by.
  const all = told === null ? null : `coalesce(string_agg(${told}, '')${keptRows(query)}, '')`;
  return expression(`(select ${sqlOf(telling(all, object))} from (${rowsSql(query)}) ${item.alias})`);
}

function onlySelection(field: ValueSelection): ObjectSelection {
  const [selection] = field.below.values();
  if (selection === undefined) throw new NotCompilable(`${field.description.coordinate} is asked for nothing.`);
  return selection;
}

/** The rows of the page in reading order, one more than wanted when someone asks whether there are more. */
function rowsSql(query: PageQuery): string {
  const { item, page, needs, size } = query;
  const order = orderBy(page.ordering.terms, page.reading);
  const columns = [
    ...selectedColumns(item),
    ...(needs.terms ? page.ordering.terms.map(({ sql }, index) => `(${sql})::text as "~${index}"`) : []),
    ...(needs.numbers ? [`row_number() over (order by ${order}) as "~n"`] : []),
  ];
  const limit = needs.more ? `${size()} + 1` : size();
  return `select ${columns.join(', ')} from ${query.rows()}
  where ${between(query)} order by ${order} limit ${limit}`;
}

function partText(rendering: Rendering, part: FieldSelection, { type }: ObjectSelection, query: PageQuery): JsonText {
  if (part.kind === 'typename') return constant(`"${type.name}"`);
  switch (part.description.name) {
    case 'nodes':
      return itemsText(query, rendering.entity(query.source.type, part.below, query.item));
    case 'edges':
      return itemsText(query, edgeText(rendering, onlySelection(part), query));
    case 'pageInfo':
      return pageInfoText(onlySelection(part), query);
    case 'totalCount':
      return expression(`(select count(*)::integer::text from ${query.rows()} where ${allOf(query.belongs())})`);
    default:
      throw new NotCompilable(`${part.description.coordinate} is no part of a page.`);
  }
}

/** The kept rows in the order of the answer. A sorted subquery gives its rows in order, as long as nothing stands beside it. */
function itemsText(query: PageQuery, object: JsonText): JsonText {
  const order = query.page.reading === 'backward' ? ` order by ${query.item.alias}."~n" desc` : '';
  const items = `coalesce(string_agg(${sqlOf(object)}, ','${order})${keptRows(query)}, '')`;
  return [...constant('['), ...expression(items), ...constant(']')];
}

function edgeText(rendering: Rendering, selection: ObjectSelection, query: PageQuery): JsonText {
  const fields = selection.fields.map((field) => [
    ...constant(`"${field.responseKey}":`),
    ...edgeFieldText(rendering, field, selection, query),
  ]);
  return [...constant('{'), ...joined(fields, ','), ...constant('}')];
}

function edgeFieldText(
  rendering: Rendering,
  field: FieldSelection,
  { type }: ObjectSelection,
  query: PageQuery,
): JsonText {
  if (field.kind === 'typename') return constant(`"${type.name}"`);
  if (field.description.name === 'node') return rendering.entity(query.source.type, field.below, query.item);
  if (field.description.name === 'cursor') return cursorText(query);
  throw new NotCompilable(`${field.description.coordinate} is no part of an edge.`);
}
