import type { Reader } from '../../src/sdk';

/**
 * A digest of every table of the platform and its plugins, by name. Left out is what reading writes, who was shown what, and
 * what a job folds each minute, whoever reads.
 */
export async function contentsOf(reader: Reader): Promise<Readonly<Record<string, string>>> {
  const tables = await reader.query<{ readonly name: string }>({
    text: `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where (schemaname = 'core' or schemaname like 'plugin\\_%') and tablename not in ('read_audit', 'contact_group', 'contact_group_change', 'contact_group_state', 'contact_group_version') order by 1`,
  });
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await reader.query<{ readonly digest: string }>({
      text: `select count(*) || ':' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${name} t`,
    });
    digests[name] = row?.digest ?? '';
  }
  return digests;
}
