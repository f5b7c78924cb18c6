import type { Reader } from '../../sdk';

/** Rows of a customer in the tables of plugins that have a column for it, by table; whatever the plugin says of them. */
export async function rowsInPlugins(
  reader: Reader,
  schemas: readonly string[],
  customerId: number,
): Promise<ReadonlyMap<string, number>> {
  const columns = await reader.query<{ readonly name: string; readonly sql: string }>({
    text: `select format('%I.%I', n.nspname, c.relname) as name,
        format('select count(*) as rows from %I.%I where %s', n.nspname, c.relname,
          string_agg(format('%I = $1', a.attname), ' or ' order by a.attnum)) as sql
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1::text[]) and c.relkind in ('r', 'p') and not a.attisdropped
        and a.attname ~ '(^|_)customer_id$' and a.atttypid in ('bigint'::regtype, 'integer'::regtype)
      group by n.nspname, c.relname order by 1`,
    values: [schemas],
  });
  const counts = new Map<string, number>();
  for (const { name, sql } of columns) {
    const [row] = await reader.query<{ readonly rows: number }>({ text: sql, values: [customerId] });
    counts.set(name, Number(row?.rows ?? 0));
  }
  return counts;
}

/** Schemas of plugins' own tables, whether the plugins run or not. */
export async function pluginSchemas(reader: Reader): Promise<readonly string[]> {
  const rows = await reader.query<{ readonly name: string }>({
    text: `select n.nspname as name from pg_namespace n where starts_with(n.nspname, 'plugin_') order by 1`,
  });
  return rows.map(({ name }) => name);
}

/** Rows of a customer in the tables of some schemas, as they are stored, by table. */
export async function storedRows(
  reader: Reader,
  schemas: readonly string[],
  customerId: number,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const found: Record<string, readonly unknown[]> = {};
  for (const [table, count] of await rowsInPlugins(reader, schemas, customerId)) {
    if (count > 0) found[table] = await rowsOf(reader, table, customerId);
  }
  return found;
}

async function rowsOf(reader: Reader, table: string, customerId: number): Promise<readonly unknown[]> {
  const [query] = await reader.query<{ readonly sql: string }>({
    text: `select format('select to_jsonb(t) as row from %s t where %s', $1::text,
        string_agg(format('t.%I = $1', a.attname), ' or ' order by a.attnum)) as sql
      from pg_attribute a
      where a.attrelid = $1::regclass and not a.attisdropped and a.attname ~ '(^|_)customer_id$'
        and a.atttypid in ('bigint'::regtype, 'integer'::regtype)`,
    values: [table],
  });
  if (query === undefined) return [];
  const rows = await reader.query<{ readonly row: unknown }>({ text: query.sql, values: [customerId] });
  return rows.map(({ row }) => row);
}
