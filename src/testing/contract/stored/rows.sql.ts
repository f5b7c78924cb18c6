import type { Statement } from '../../../sdk';

/** How many rows the intake has made. */
export const interactionRows: Statement = {
  text: `select (select count(*) from core.interaction) + (select count(*) from core.ledger_entry)
    + (select count(*) from core.need) + (select count(*) from core.customer) as rows`,
};

/** One statement per table of all schemas that are not PostgreSQL's own; each answers every row as a text, with the table's name. */
export const dumpStatements: Statement = {
  text: `select format('%I.%I', n.nspname, c.relname) as table,
      format('select t::text as row from %I.%I t', n.nspname, c.relname) as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^(pg_|information_schema)' order by 1`,
};

/** One statement per table of a schema that names customers: the rows of the customer `$1` as JSON, and the columns that name one. */
export function tablesOfCustomers(schema: string): Statement {
  return {
    text: `select format('%I.%I', n.nspname, c.relname) as table, array_agg(a.attname::text) as columns,
        format('select to_jsonb(t) as row from %I.%I t where %s order by 1', n.nspname, c.relname,
          string_agg(format('t.%I = $1', a.attname), ' or ')) as text
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relkind in ('r', 'p') and not a.attisdropped
        and a.attname ~ '(^|_)customer_id$' and a.atttypid in ('bigint'::regtype, 'integer'::regtype)
      group by n.nspname, c.relname order by 1`,
    values: [schema],
  };
}

/** Everything that a schema holds, in words that are equal for equal schemas. */
export function shapeOfSchema(schema: string): Statement {
  return {
    text: `select format('%s %s.%s %s %s', c.relkind, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then 'not null' else '' end) as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname = $1 and c.relname not like 'applied_migration%'
      union all select format('constraint %s', pg_get_constraintdef(k.oid)) from pg_constraint k
      join pg_namespace n on n.oid = k.connamespace join pg_class c on c.oid = k.conrelid
      where n.nspname = $1 and c.relname not like 'applied_migration%' order by 1`,
    values: [schema],
  };
}

/** Drops a schema with all that is in it. A name of a plugin's schema needs no quotes. */
export const dropSchema = (schema: string): { readonly text: string } => ({ text: `drop schema ${schema} cascade` });
