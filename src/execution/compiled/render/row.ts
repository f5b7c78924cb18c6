import type { TableSource } from '../../../sdk';
import { NotCompilable } from './not-compilable';
import type { Rendering } from './rendering';
import type { Value } from './value';

/** A row that objects are written from: notes which columns are asked for, so that the select below it can list them. */
export interface Row {
  readonly alias: string;
  readonly table: TableSource;
  readonly columns: ReadonlySet<string>;
  /** Alias of the one row with all figures of the object, where it has several summaries. */
  readonly figures: string | null;
  /** @throws NotCompilable for a column that the database does not know */
  value(column: string): Value;
}

export function newRow({ writer, facts }: Pick<Rendering, 'writer' | 'facts'>, table: TableSource): Row {
  const alias = writer.alias();
  const columns = new Set<string>();
  const known = facts.get(table.table);
  return {
    ...{ alias, table, columns, figures: null },
    value: (column) => {
      const fact = known?.get(column);
      if (fact === undefined) throw new NotCompilable(`${table.table}.${column} is not known.`);
      columns.add(column);
      return { sql: `${alias}.${column}`, ...fact };
    },
  };
}

/** The columns that were asked for of a row, as a select list over alias `t`. */
export const selectedColumns = ({ columns }: Row): readonly string[] => [...columns].map((column) => `t.${column}`);

const integers = ['smallint', 'integer', 'bigint'];

/** A condition that columns of two rows are equal, in a form that indexes of the first answer. */
export function equal(own: Value, other: Value): string {
  const alike = own.type === other.type || (integers.includes(own.type) && integers.includes(other.type));
  return `${own.sql} = ${alike ? other.sql : `${other.sql}::${own.type}`}`;
}
