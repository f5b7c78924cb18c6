import type { Filter, KeyType, Statement } from '../../sdk';
import type { TableDescription } from '../catalogue/catalogue';
import { added, selectList } from './select-list';
import type { StatementBuilder } from './statement-builder';

/** A column that rows are looked up by; a type of null leaves it to PostgreSQL to take the column's own. */
export interface LookupColumn {
  readonly name: string;
  readonly type: KeyType | null;
}

export type KeyValues = readonly (string | number)[];

/** Rows by the values of one column: each row once. */
export function rowsByColumn(
  builder: StatementBuilder,
  table: TableDescription,
  column: LookupColumn,
  values: KeyValues,
): Statement {
  const bound = builder.bind(values);
  const cast = column.type === null ? bound : `${bound}::${column.type}[]`;
  const extra = table.columns.includes(column.name) ? '' : `, t.${column.name}`;
  const from = builder.from(table, 't');
  return builder.statement(
    `select ${selectList(table.columns)}${extra} from ${from} where t.${column.name} = any(${cast})`,
  );
}

/** Rows by the values of several columns: each row with `~n`, the number of its key from 1. */
export function rowsByColumns(
  builder: StatementBuilder,
  table: TableDescription,
  columns: readonly LookupColumn[],
  keys: readonly KeyValues[],
): Statement {
  const arrays = columns.map(
    ({ type }, index) => `${builder.bind(keys.map((key) => key[index]))}::${type ?? 'bigint'}[]`,
  );
  const names = columns.map((_, index) => `v${index}`);
  const on = columns.map(({ name }, index) => `t.${name} = k.v${index}`).join(' and ');
  return builder.statement(
    `select k.n as "${added.parent}", ${selectList(table.columns)} from unnest(${arrays.join(', ')}) with ordinality as k(${names.join(', ')}, n) join ${builder.from(table, 't')} on ${on}`,
  );
}

/** At most one row that a condition with one value picks. */
export function rowWhere(
  builder: StatementBuilder,
  table: TableDescription,
  condition: Filter['sql'],
  value: unknown,
): Statement {
  const placeholder = builder.bind(value);
  return builder.statement(
    `select ${selectList(table.columns)} from ${builder.from(table, 't')} where ${condition(placeholder, builder.visible)} limit 1`,
  );
}
