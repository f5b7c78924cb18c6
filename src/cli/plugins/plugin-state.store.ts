import type { Reader } from '../../sdk';

/** Names of the migrations that have run in a plugin's schema; none where there is no such schema. */
export async function appliedSteps(reader: Reader, schema: string): Promise<ReadonlySet<string>> {
  const [found] = await reader.query<{ readonly sql: string | null }>({
    text: `select case when to_regclass(format('%I.applied_migration', $1::text)) is not null
      then format('select name from %I.applied_migration', $1::text) end as sql`,
    values: [schema],
  });
  const sql = found?.sql ?? null;
  if (sql === null) return new Set();
  const rows = await reader.query<{ readonly name: string }>({ text: sql });
  return new Set(rows.map(({ name }) => name));
}

/** What the hook of a version said to its samples when that version ran here; null when it never did, or has no hook. */
export async function knownDigest(reader: Reader, plugin: string, version: string): Promise<string | null> {
  const rows = await reader.query<{ readonly digest: string }>({
    text: 'select digest from core.hook_fixture where plugin = $1 and version = $2',
    values: [plugin, version],
  });
  return rows[0]?.digest ?? null;
}
