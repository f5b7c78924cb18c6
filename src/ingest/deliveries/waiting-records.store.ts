import type { Reader } from '../../sdk';
import { isOfUnknownType } from '../store/set-aside.store';

const openRows = `plugin is not null and resolved_at is null and disposition = 'waiting'`;

/** Records whose hook failed, oldest first. Those that failed often come last, one by one: one of them may fail all that go with it. */
export async function dueRecords(
  reader: Reader,
  { plugin, at, limit }: { readonly plugin: string; readonly at: Date; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await reader.query<{ readonly id: string; readonly failures: number }>({
    text: `select id, failures from core.intake_set_aside
      where ${openRows} and record ->> 'kind' <> 'delivery' and plugin = $1 and dead_at is null and retry_at <= $2
      order by (failures > ${fewFailures}), received_at, line, id limit $3`,
    values: [plugin, at, limit],
  });
  const often = rows.findIndex(({ failures }) => failures > fewFailures);
  const together = often === -1 ? rows : rows.slice(0, Math.max(1, often));
  return together.map(({ id }) => id);
}

/** So often a record may fail together with others. */
const fewFailures = 2;

/** Plugins for which records wait whose time has come. */
export async function duePlugins(reader: Reader, at: Date): Promise<readonly string[]> {
  const rows = await reader.query<{ readonly plugin: string }>({
    text: `select distinct plugin from core.intake_set_aside
      where ${openRows} and record ->> 'kind' <> 'delivery' and dead_at is null and retry_at <= $1 order by plugin`,
    values: [at],
  });
  return rows.map(({ plugin }) => plugin);
}

/** A row to be replayed. */
export interface ReplayRow {
  readonly id: string;
  readonly isDelivery: boolean;
  /** Of one that was rejected because nobody knew it. */
  readonly unknownType: string | null;
}

/**
 * What is to be replayed: rows by ids, or all that wait for a plugin, given up or not, and what was rejected because the plugin of its
 * type was not there. Oldest first.
 */
export async function waitingIds(
  reader: Reader,
  {
    ids,
    plugin,
    limit,
  }: { readonly ids: readonly string[] | null; readonly plugin: string | null; readonly limit: number },
): Promise<readonly ReplayRow[]> {
  return reader.query<ReplayRow>({
    text: `select id, coalesce(record ->> 'kind' = 'delivery', false) as "isDelivery",
        case when disposition = 'rejected' then record ->> 'type' end as "unknownType"
      from core.intake_set_aside
      where resolved_at is null and ($1::uuid[] is null or id = any($1::uuid[]))
        and (disposition = 'waiting' and ($2::text is null or plugin = $2)
          or ${isOfUnknownType} and ($2::text is null or split_part(record ->> 'type', '.', 1) = $2))
      order by received_at, line, id limit $3`,
    values: [ids, plugin, limit],
  });
}

/** What was given up, as an operator sees it: not what it says. */
export interface DeadLetter {
  readonly id: string;
  readonly plugin: string;
  readonly door: string;
  readonly source: string | null;
  readonly sourceKey: string | null;
  readonly code: string;
  readonly reason: string;
  readonly failures: number;
  readonly receivedAt: Date;
  readonly deadAt: Date;
}

/** Oldest first. */
export function deadLetters(
  reader: Reader,
  { plugin, limit }: { readonly plugin?: string; readonly limit: number },
): Promise<readonly DeadLetter[]> {
  return reader.query<DeadLetter>({
    text: `select id, plugin, door, source, source_key as "sourceKey", code, reason, failures,
        received_at as "receivedAt", dead_at as "deadAt"
      from core.intake_set_aside
      where ${openRows} and dead_at is not null and ($1::text is null or plugin = $1)
      order by received_at, line, id limit $2`,
    values: [plugin ?? null, limit],
  });
}

export interface WaitingFor {
  readonly plugin: string;
  /** `waiting`: it is tried again by itself. `dead`: it was given up. */
  readonly state: 'waiting' | 'dead';
  readonly count: number;
}

/** How much waits for each plugin. */
export function waitingForPlugins(reader: Reader): Promise<readonly WaitingFor[]> {
  return reader.query<WaitingFor>({
    name: 'ingest-waiting-for-plugins',
    text: `select plugin, case when dead_at is null then 'waiting' else 'dead' end as state, count(*)::integer as count
      from core.intake_set_aside where ${openRows} group by 1, 2 order by 1, 2`,
  });
}
