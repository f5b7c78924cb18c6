import type { ListSource } from '../../../sdk';
import { tableNamed } from '../../catalogue/catalogue';
import { orderBy } from '../../sql/keyset';
import type { ValueSelection } from '../operation';
import { broken, expression, type JsonText, sqlOf } from './json-text';
import { linkConditions } from './link';
import type { Rendering } from './rendering';
import { newRow, type Row, selectedColumns } from './row';
import { telling, toldCustomer } from './told-reads';

/** All rows that belong to the row above; a list that is longer than its limit is a fault that graphql-js reports. */
export function listText(rendering: Rendering, field: ValueSelection, row: Row, source: ListSource): JsonText {
  const table = tableNamed(rendering.catalogue, source.type);
  const item = newRow(rendering, table.source);
  const told = toldCustomer(rendering, item, source, row);
  const object = sqlOf(telling(told, rendering.entity(source.type, field.below, item)));
  const conditions = [...linkConditions(rendering, source, row)];
  if (source.where !== undefined) conditions.push(`(${source.where})`);
  const items = `select ${selectedColumns(item).join(', ')} from ${rendering.writer.from(table, 't')}
  where ${conditions.join(' and ')} order by ${orderBy(source.orderBy, 'forward')} limit ${source.limit + 1}`;
  // A sorted subquery gives its rows to an aggregate in order, as long as nothing else stands beside it.
  return expression(`(select case when count(*) > ${source.limit} then ${broken}
    else '[' || coalesce(string_agg(${object}, ','), '') || ']' end from (${items}) ${item.alias})`);
}
