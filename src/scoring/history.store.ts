import type { Reader } from '../sdk';
import { groupBy } from '../shared/group-by';
import { isValued } from '../shared/valued.sql';
import type { LoggedContribution, ModelDocument } from '../value';
import type { ValueRequest } from './value-request';

/** A contribution as the log has it, with what its line shows. */
export interface HistoryEntry extends LoggedContribution {
  readonly plugin: string;
  readonly pluginVersion: string;
  readonly path: string | null;
}

interface HistoryRow {
  readonly slot: number;
  readonly event_id: string | null;
  readonly ordinal: number;
  readonly signal: string;
  readonly plugin: string;
  readonly plugin_version: string;
  readonly brand_id: number;
  readonly actor_id: number;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly amount: number;
  readonly mass: 0 | 1;
  readonly evidence_path: string | null;
}

/**
 * The contributions that are visible to each request, of whatever brand and person; null for customers whose value is
 * not computed. One statement.
 */
export async function readHistories(
  reader: Reader,
  requests: readonly ValueRequest[],
  model: ModelDocument,
): Promise<readonly (readonly HistoryEntry[] | null)[]> {
  const rows = await reader.query<HistoryRow>({
    name: 'scoring-histories',
    text: histories,
    values: [
      requests.map(({ customerId }) => customerId),
      requests.map(({ at }) => at.toISOString()),
      requests.map(({ knownAt }) => knownAt?.toISOString() ?? null),
      Object.keys(model.signals),
    ],
  });
  const bySlot = groupBy(rows, ({ slot }) => slot);
  return requests.map((_, index) => {
    const own = bySlot.get(index + 1);
    if (own === undefined) return null;
    return own.flatMap((row) => (row.event_id === null ? [] : [entryOf(row, row.event_id)]));
  });
}

function entryOf(row: HistoryRow, eventId: string): HistoryEntry {
  return {
    eventId,
    ordinal: row.ordinal,
    signal: row.signal,
    amount: row.amount,
    occurredAt: row.occurred_at.getTime(),
    recordedAt: row.recorded_at.getTime(),
    brandId: row.brand_id,
    actorId: row.actor_id,
    mass: row.mass,
    plugin: row.plugin,
    pluginVersion: row.plugin_version,
    path: row.evidence_path,
  };
}

const histories = `
  with asked as materialized (
    select a.slot::int as slot, a.customer_id, a.at, a.known_at
    from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) with ordinality as a (customer_id, at, known_at, slot)
    join core.customer c on c.id = a.customer_id and ${isValued('c')}
  )
  select a.slot, c.event_id, c.ordinal, c.signal, c.plugin, c.plugin_version, c.brand_id, c.actor_id, c.occurred_at,
    c.recorded_at, c.amount, (c.mass30 <> 0)::int as mass, c.evidence_path
  from asked a
  left join lateral (
    select k.* from core.contribution k
    where k.customer_id = a.customer_id and k.occurred_at <= a.at
      and (a.known_at is null or k.recorded_at <= a.known_at)
      and (k.retracted_at is null or k.retracted_at > a.known_at)
      and k.signal = any($4::text[])
    offset 0
  ) c on true
  order by a.slot, c.occurred_at, c.event_id, c.ordinal`;
