import { pluginSchema } from '../db/plugin-migrations';
import type { Reader, Writer } from '../sdk';

/** Rows by table. */
export type Counts = Readonly<Record<string, number>>;

/** `$1`: customers. `$2`: the plugin's id. `$3`: the beginning of its names, `<id>.`. */
type Part = readonly [table: string, condition: string];

const ownChannel = (column: string): string => `(t.${column} = $2 or starts_with(t.${column}, $3))`;

/** What a plugin brought in about customers, in the order in which it goes; interactions last, because claims name them. */
const parts: readonly Part[] = [
  ['core.contribution', `t.plugin = $2`],
  ['core.adoption_evidence', `starts_with(t.evidence, $3)`],
  ['core.rollup_customer_month', `starts_with(t.type, $3)`],
  ['core.rollup_measure_month', `(starts_with(t.type, $3) or starts_with(t.measure, $3))`],
  ['core.channel_closure', ownChannel('channel')],
  ['core.consent', ownChannel('channel')],
  ['core.interaction', `starts_with(t.type, $3)`],
];

const values = (plugin: string, customerIds: readonly number[]): readonly unknown[] => [
  customerIds,
  plugin,
  `${plugin}.`,
];

/** What a removal would take, without taking it. Buckets follow from contributions. */
export async function countData(reader: Reader, plugin: string): Promise<Counts> {
  const counts: Record<string, number> = {};
  for (const [table, condition] of parts) {
    const [row] = await reader.query<{ readonly rows: number }>({
      text: `select count(*) as rows from ${table} t
        where $1::bigint[] is null and $2::text is not null and $3::text is not null and ${condition}`,
      values: [null, plugin, `${plugin}.`],
    });
    counts[table] = row?.rows ?? 0;
  }
  counts[`schema ${pluginSchema(plugin)}`] = (await tablesIn(reader, pluginSchema(plugin))).length;
  return counts;
}

/** Removes what the plugin brought in about these customers, who must be locked, and the claims of its contacts. */
export async function removeOfCustomers(
  writer: Writer,
  plugin: string,
  customerIds: readonly number[],
): Promise<Counts> {
  const counts: Record<string, number> = {};
  await writer.execute({
    text: `update core.ledger_entry l set interaction_id = null
      from core.interaction t
      where t.customer_id = any($1::bigint[]) and $2::text is not null and starts_with(t.type, $3)
        and l.customer_id = t.customer_id and l.interaction_id = t.id`,
    values: values(plugin, customerIds),
  });
  counts['core.intake_claim'] = await writer.execute({
    text: `delete from core.intake_claim c using (
        select 'interaction' as kind, t.source, t.source_key from core.interaction t
        where t.customer_id = any($1::bigint[]) and starts_with(t.type, $3)
        union all
        select 'consent', t.source, t.source_key from core.consent t
        where t.customer_id = any($1::bigint[]) and ${ownChannel('channel')}
      ) t
      where c.kind = t.kind and c.source = t.source and c.source_key = t.source_key`,
    values: values(plugin, customerIds),
  });
  for (const [table, condition] of parts) {
    counts[table] = await writer.execute({
      text: `delete from ${table} t
        where t.customer_id = any($1::bigint[]) and $2::text is not null and $3::text is not null and ${condition}`,
      values: values(plugin, customerIds),
    });
  }
  return counts;
}

/** What belongs to no customer: records set aside, what its hook said to its samples, and its own tables. */
export async function removeRest(writer: Writer, plugin: string): Promise<Counts> {
  const schema = pluginSchema(plugin);
  const tables = await tablesIn(writer, schema);
  const setAside = await writer.execute({
    text: `delete from core.intake_set_aside t
      where starts_with(t.record ->> 'type', $2) or starts_with(t.door, 'hook:' || $1 || '/') or starts_with(t.door, $2)`,
    values: [plugin, `${plugin}.`],
  });
  const hooks = await writer.execute({ text: 'delete from core.hook_fixture where plugin = $1', values: [plugin] });
  await dropSchema(writer, schema);
  return { 'core.intake_set_aside': setAside, 'core.hook_fixture': hooks, ...tablesGone(schema, tables) };
}

function tablesGone(schema: string, tables: readonly string[]): Counts {
  return Object.fromEntries(tables.map((table) => [`${schema}.${table}`, 1]));
}

async function tablesIn(reader: Reader, schema: string): Promise<readonly string[]> {
  const rows = await reader.query<{ readonly name: string }>({
    text: `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relkind in ('r', 'p') order by 1`,
    values: [schema],
  });
  return rows.map(({ name }) => name);
}

async function dropSchema(writer: Writer, schema: string): Promise<void> {
  const [row] = await writer.query<{ readonly sql: string }>({
    text: `select format('drop schema if exists %I cascade', $1::text) as sql`,
    values: [schema],
  });
  if (row !== undefined) await writer.execute({ text: row.sql });
  await dropRole(writer, schema);
}

/** Another database of the server may still need the role; a user who may not drop it leaves it without any right here. */
async function dropRole(writer: Writer, role: string): Promise<void> {
  const [row] = await writer.query<{ readonly sql: string }>({
    text: `select format($text$do $do$
      begin
        if not exists (select from pg_roles where rolname = %1$L) then return; end if;
        drop owned by %1$I;
        drop role %1$I;
      exception when dependent_objects_still_exist or insufficient_privilege then null;
      end
      $do$$text$, $1::text) as sql`,
    values: [role],
  });
  if (row !== undefined) await writer.execute({ text: row.sql });
}

/** Customers under a legal hold about whom the plugin has brought something in, at most so many. */
export async function heldCustomers(
  reader: Reader,
  plugin: string,
  at: Date,
  limit: number,
): Promise<readonly { readonly customerId: number; readonly reason: string }[]> {
  return reader.query({
    text: `select h.customer_id as "customerId", min(h.reason) as reason from core.legal_hold h
      where h.released_at is null and (h.ends_at is null or h.ends_at > $3)
        and h.areas && array['contacts', 'consent', 'plugins']
        and ('plugins' = any(h.areas)
          or exists (select from core.interaction t where t.customer_id = h.customer_id and starts_with(t.type, $2))
          or exists (select from core.consent t
            where t.customer_id = h.customer_id and (t.channel = $1 or starts_with(t.channel, $2))))
      group by h.customer_id order by 1 limit $4`,
    values: [plugin, `${plugin}.`, at, limit],
  });
}
