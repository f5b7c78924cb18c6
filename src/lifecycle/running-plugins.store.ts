import type { Reader } from '../sdk';

/** Where a plugin's lock stands among the advisory locks; one with the same number would only refuse too much. */
const keyOf = (plugin: string): string => `hashtextextended('core.plugin ' || ${plugin}, 0)`;

/** Takes the lock of each plugin, together with everybody else who runs it; answers those of which somebody has it alone. */
export async function lockRunning(session: Reader, plugins: readonly string[]): Promise<readonly string[]> {
  const rows = await session.query<{ readonly plugin: string; readonly isHeld: boolean }>({
    text: `select p as plugin, pg_try_advisory_lock_shared(${keyOf('p')}) as "isHeld" from unnest($1::text[]) as u (p)`,
    values: [plugins],
  });
  return rows.flatMap(({ plugin, isHeld }) => (isHeld ? [] : [plugin]));
}

export async function unlockRunning(session: Reader, plugins: readonly string[]): Promise<void> {
  await session.query({
    text: `select pg_advisory_unlock_shared(${keyOf('p')}) from unnest($1::text[]) as u (p)`,
    values: [plugins],
  });
}

/** Those of the plugins whose data are being removed. */
export async function pluginsBeingRemoved(reader: Reader, plugins: readonly string[]): Promise<readonly string[]> {
  const rows = await reader.query<{ readonly plugin: string }>({
    text: 'select plugin from core.plugin_removal where finished_at is null and plugin = any($1) order by 1',
    values: [plugins],
  });
  return rows.map(({ plugin }) => plugin);
}

/** Takes a plugin's lock alone until the transaction ends, without waiting; answers whether it could. */
export async function lockAlone(session: Reader, plugin: string): Promise<boolean> {
  const [row] = await session.query<{ readonly taken: boolean }>({
    text: `select pg_try_advisory_xact_lock(${keyOf('$1::text')}) as taken`,
    values: [plugin],
  });
  return row?.taken ?? false;
}

/** The processes that run a plugin, by the address they are connected from. */
export async function whoRuns(reader: Reader, plugin: string): Promise<readonly string[]> {
  const rows = await reader.query<{ readonly address: string }>({
    text: `select coalesce(host(a.client_addr), 'the database server itself') as address
      from pg_locks l
      join (select ${keyOf('$1::text')} as key) k
        on l.classid = ((k.key >> 32) & 4294967295)::oid and l.objid = (k.key & 4294967295)::oid and l.objsubid = 1
      left join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.mode = 'ShareLock'
        and l.database = (select oid from pg_database where datname = current_database())
      order by 1`,
    values: [plugin],
  });
  return rows.map(({ address }) => address);
}
