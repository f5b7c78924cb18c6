import type { Reader } from '../../../sdk';
import type { Catalogue } from '../../catalogue/catalogue';
import { type CheckedValues, checkedValues } from './column-checks';

/** What the database says of a column. */
export interface ColumnFact extends CheckedValues {
  /** As PostgreSQL writes it, without modifiers: `timestamp with time zone`. */
  readonly type: string;
  readonly notNull: boolean;
}

/** By table (`core.customer`), then by column. */
export type ColumnFacts = ReadonlyMap<string, ReadonlyMap<string, ColumnFact>>;

/** Reads the facts of every table that the catalogue names, in one statement. */
export async function readColumnFacts(catalogue: Catalogue, reader: Reader): Promise<ColumnFacts> {
  const tables = [...catalogue.types.values()].flatMap(({ table, fields }) => [
    ...(table === null ? [] : [table.source.table]),
    ...[...fields.values()].flatMap(({ source }) =>
      source?.kind === 'batch' ? (source.stored?.from.table ?? []) : [],
    ),
  ]);
  const rows = await reader.query<ColumnRow>({
    text: `select n.nspname || '.' || c.relname as "table", a.attname::text as "column",
        format_type(a.atttypid, null) as type, a.attnotnull as not_null,
        array(
          select pg_get_constraintdef(k.oid, true)
          from pg_constraint k
          where k.conrelid = c.oid and k.contype = 'c' and k.convalidated and k.conkey = array[a.attnum]
        ) as checks
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname || '.' || c.relname = any($1)`,
    values: [[...new Set(tables)]],
  });
  const facts = new Map<string, Map<string, ColumnFact>>();
  for (const { table, column, type, not_null, checks } of rows) {
    const columns = facts.get(table) ?? new Map<string, ColumnFact>();
    facts.set(table, columns.set(column, { type, notNull: not_null, ...checkedValues(column, checks) }));
  }
  return facts;
}

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly not_null: boolean;
  readonly checks: readonly string[];
}
