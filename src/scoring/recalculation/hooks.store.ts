import type { Reader, Writer } from '../../sdk';
import { fromStored, keysOfContributions, logColumns, type StoredRow, sameContribution } from '../contribution.store';
import type { NewLogRow } from '../log-row';
import type { ScoredEvent } from '../scoring';

/** An interaction that counts, with what its hook is given. */
export interface InteractionRow {
  readonly customer_id: number;
  readonly id: string;
  readonly type: string;
  readonly channel: string;
  readonly direction: 'in' | 'out' | 'mutual';
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly count: number;
  readonly brand_id: number | null;
  readonly brand: string | null;
  readonly actor_id: number | null;
  readonly actor: string | null;
  readonly source: string;
  readonly source_key: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export function readCountedInteractions(
  reader: Reader,
  customerIds: readonly number[],
): Promise<readonly InteractionRow[]> {
  return reader.query<InteractionRow>({
    name: 'scoring-read-counted-interactions',
    text: `
      select i.customer_id, i.id, i.type, i.channel, i.direction, i.occurred_at, i.recorded_at, i.count, i.brand_id,
        b.code as brand, i.actor_id, t.code as actor, i.source, i.source_key, i.details
      from unnest($1::bigint[]) as a (customer_id)
      cross join lateral (
        select * from core.interaction k
        where k.customer_id = a.customer_id and k.retracted_at is null and k.filtered_code is null offset 0
      ) i
      left join core.brand b on b.id = i.brand_id
      left join core.team_member t on t.id = i.actor_id`,
    values: [customerIds],
  });
}

export async function readBrandIds(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.query<{ readonly id: number; readonly code: string }>({
    name: 'scoring-read-brand-ids',
    text: 'select id, code from core.brand',
  });
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** The log of the customers with everything a contribution says. */
export async function readWholeLog(reader: Reader, customerIds: readonly number[]): Promise<readonly NewLogRow[]> {
  type WholeRow = StoredRow & {
    readonly plugin: string;
    readonly plugin_version: string;
    readonly recorded_at: Date;
    readonly evidence_path: string | null;
  };
  const rows = await reader.query<WholeRow>({
    name: 'scoring-read-whole-log',
    text: `
      select ${logColumns}, c.plugin, c.plugin_version, c.recorded_at, c.evidence_path
      from unnest($1::bigint[]) as a (customer_id)
      cross join lateral (
        select * from core.contribution k where k.customer_id = a.customer_id and k.retracted_at is null offset 0
      ) c`,
    values: [customerIds],
  });
  return rows.map((row) => ({
    ...fromStored(row),
    plugin: row.plugin,
    pluginVersion: row.plugin_version,
    recordedAt: row.recorded_at,
    path: row.evidence_path,
  }));
}

export async function deleteContributions(
  writer: Writer,
  rows: readonly Pick<NewLogRow, 'customerId' | 'occurredAt' | 'eventId' | 'ordinal'>[],
): Promise<void> {
  if (rows.length === 0) return;
  await writer.execute({
    name: 'scoring-delete-contributions',
    text: `
      delete from core.contribution c
      using unnest($1::bigint[], $2::timestamptz[], $3::uuid[], $4::smallint[]) as u (customer_id, occurred_at, event_id, ordinal)
      where ${sameContribution}`,
    values: keysOfContributions(rows),
  });
}

/** Which adoption evidence the hooks may replace: the kinds that installed plugins declare, except of these events. */
export interface EvidenceScope {
  readonly installed: readonly string[];
  readonly keptEvents: readonly string[];
}

/** Makes the adoption evidence of these customers what the hooks say now; that of plugins not installed stays. */
export async function syncEvidence(
  writer: Writer,
  customerIds: readonly number[],
  scored: readonly ScoredEvent[],
  { installed, keptEvents }: EvidenceScope,
): Promise<void> {
  const rows = scored.flatMap(({ input, evidence }) => evidence.map((item) => ({ ...input, ...item })));
  await writer.execute({
    name: 'scoring-sync-evidence',
    text: `
      with wanted as materialized (
        select * from unnest($2::bigint[], $3::integer[], $4::uuid[], $5::smallint[], $6::text[], $7::smallint[],
          $8::float8[], $9::boolean[], $10::timestamptz[], $11::timestamptz[])
          as w (customer_id, brand_id, event_id, ordinal, evidence, stage, points, confirming, occurred_at, recorded_at)
      ), gone as (
        delete from core.adoption_evidence e
        where e.customer_id = any($1::bigint[]) and e.retracted_at is null and e.evidence = any($12::text[])
          and e.event_id <> all($13::uuid[])
          and not exists (
            select from wanted w
            where w.customer_id = e.customer_id and w.brand_id = e.brand_id and w.event_id = e.event_id and w.ordinal = e.ordinal
          )
      )
      insert into core.adoption_evidence as e (customer_id, brand_id, event_id, ordinal, evidence, stage, points,
        confirming, occurred_at, recorded_at)
      select * from wanted
      on conflict (customer_id, brand_id, event_id, ordinal) do update set evidence = excluded.evidence,
        stage = excluded.stage, points = excluded.points, confirming = excluded.confirming
      where (e.evidence, e.stage, e.points, e.confirming)
        is distinct from (excluded.evidence, excluded.stage, excluded.points, excluded.confirming)`,
    values: [
      customerIds,
      rows.map((row) => row.customerId),
      rows.map((row) => row.brandId),
      rows.map((row) => row.event.id),
      rows.map((row) => row.ordinal),
      rows.map((row) => row.evidence),
      rows.map((row) => row.stage),
      rows.map((row) => row.points),
      rows.map((row) => row.confirming),
      rows.map((row) => row.occurredAt.toISOString()),
      rows.map((row) => row.recordedAt.toISOString()),
      installed,
      keptEvents,
    ],
  });
}
