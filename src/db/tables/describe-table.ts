import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

/** Types our tables use; `timestamptz` is always to the millisecond, `text[]` a list of texts. */
export type SqlType =
  | 'bigint'
  | 'boolean'
  | 'bytea'
  | 'date'
  | 'double precision'
  | 'integer'
  | 'jsonb'
  | 'numeric'
  | 'numeric(2,1)'
  | 'smallint'
  | 'text'
  | 'text[]'
  | 'timestamptz'
  | 'uuid';

/**
 * Describes a table of the schema `core` for TypeORM. Properties are named like the columns: rows, API types and
 * domain values are three things, and this is the first of them.
 */
export function describeTable(
  name: string,
  columns: Readonly<Record<string, EntitySchemaColumnOptions>>,
): EntitySchema<Readonly<Record<string, unknown>>> {
  return new EntitySchema({ name: `core.${name}`, schema: 'core', tableName: name, columns: { ...columns } });
}

/** Part of the primary key. */
export const key = (type: SqlType): EntitySchemaColumnOptions => ({ ...typed(type), primary: true });
/** A primary key that the database gives out. */
export const identity = (type: 'bigint' | 'integer'): EntitySchemaColumnOptions => ({
  ...key(type),
  generated: 'increment',
});
export const required = (type: SqlType): EntitySchemaColumnOptions => typed(type);
export const optional = (type: SqlType): EntitySchemaColumnOptions => ({ ...typed(type), nullable: true });

function typed(type: SqlType): EntitySchemaColumnOptions {
  if (type === 'timestamptz') return { type: 'timestamp with time zone', precision: 3 };
  if (type === 'text[]') return { type: 'text', array: true };
  if (type === 'numeric(2,1)') return { type: 'numeric', precision: 2, scale: 1 };
  return { type };
}
