import type { ReferenceSource } from '../../../sdk';
import { tableNamed } from '../../catalogue/catalogue';
import type { ValueSelection } from '../operation';
import { expression, type JsonText, sqlOf } from './json-text';
import type { Rendering } from './rendering';
import { equal, newRow, type Row } from './row';
import { telling, toldCustomer } from './told-reads';
import { nullOf } from './value';

/** One row of another table. Should several fit, PostgreSQL refuses the statement, and graphql-js answers. */
export function referenceText(
  rendering: Rendering,
  field: ValueSelection,
  row: Row,
  { type, column, key, within }: ReferenceSource,
): JsonText {
  const table = tableNamed(rendering.catalogue, type);
  const other = newRow(rendering, table.source);
  const conditions = [equal(other.value(key), row.value(column))];
  if (within !== undefined) {
    conditions.unshift(equal(other.value(table.source.customerColumn ?? table.source.key), row.value(within)));
  }
  const told = toldCustomer(rendering, other, { column, key, ...(within === undefined ? {} : { within }) }, row);
  const object = sqlOf(telling(told, rendering.entity(type, field.below, other)));
  const from = rendering.writer.from(table, other.alias);
  return expression(
    `coalesce((select ${object} from ${from} where ${conditions.join(' and ')}), ${nullOf(field.type)})`,
  );
}
