import { arrayLiteral } from '../../db/array-literal';
import type { ErrorCode, Writer } from '../../sdk';
import type { RecordKind } from '../normalise/prepared';
import { failedAgain, isFailure, retryAfter } from './retry.sql';

/** A row of core.intake_set_aside to write. `raw` and `record` are already fit for storage; `record` is JSON text. */
export interface SetAsideRow {
  /** Index of the item in its batch. */
  readonly index: number;
  readonly id: string;
  readonly disposition: 'rejected' | 'waiting' | 'filtered';
  readonly door: string;
  readonly code: ErrorCode;
  readonly reason: string;
  readonly source: string | null;
  readonly sourceKey: string | null;
  readonly kind: RecordKind | null;
  readonly line: number;
  readonly raw: string | null;
  readonly record: string | null;
  readonly importRunId: string | null;
  readonly resolution: string | null;
  /** Identifiers of customers that nobody knows. */
  readonly waitsFor: readonly string[];
  /** Who reported it, where that limits what it may replace; null: a system. */
  readonly reportedBy: string | null;
  /** Plugin that failed on it; it is tried again by itself. */
  readonly plugin: string | null;
}

/** Door of records sent again from the queue. Rows keep the door they first came through, whose rules they obey. */
export const resubmissionDoor = 'resubmission';

const given = `insert into core.intake_set_aside as t (id, disposition, door, code, reason, source, source_key, line, raw, record,
      import_run_id, received_at, resolved_at, resolution, waits_for, reported_by, plugin, failures, retry_at)
    select id, disposition, door, code, reason, source, source_key, line, raw, record, run, $13::timestamptz,
      case when resolution is not null then $13::timestamptz end, resolution, waits_for::text[], reported_by, plugin,
      (${isFailure('r')})::integer, case when plugin is not null then ${retryAfter('$13::timestamptz', '1')} end
    from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[],
      $10::jsonb[], $11::uuid[], $12::text[], $14::text[], $15::text[], $16::text[]) as r (id, disposition, door, code, reason, source,
      source_key, line, raw, record, run, resolution, waits_for, reported_by, plugin)`;
const renewed = `code = excluded.code, reason = excluded.reason, line = excluded.line, raw = excluded.raw,
      record = excluded.record, import_run_id = coalesce(excluded.import_run_id, t.import_run_id), attempts = t.attempts + 1,
      waits_for = excluded.waits_for, reported_by = excluded.reported_by, plugin = excluded.plugin`;

/** A newer body from a door begins anew, behind those that came before it; what is sent again counts its failures, and is given up after the last. */
const triedAgain = failedAgain({
  failures: `case when excluded.door = $17 then t.failures else 0 end`,
  waits: 'excluded.plugin is not null',
  counts: isFailure('excluded'),
  at: '$13::timestamptz',
});

/** Keeps rejected and filtered items. The same item refused again is the same row with one attempt more. */
export async function keepRefused(writer: Writer, rows: readonly SetAsideRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await writer.execute({
    name: 'ingest-refused',
    text: `${given} on conflict (id) do update set ${renewed}, received_at = excluded.received_at`,
    values: columnsOf(rows, at),
  });
}

/** Keeps waiting records, one open row per key: a newer body takes the place of the older one. Answers ids by key. */
export async function keepWaiting(
  writer: Writer,
  rows: readonly SetAsideRow[],
  at: Date,
): Promise<readonly WaitingRow[]> {
  if (rows.length === 0) return [];
  return writer.query<WaitingRow>({
    name: 'ingest-waiting',
    text: `${given}
      on conflict (source, source_key, (record ->> 'kind')) where disposition = 'waiting' and resolved_at is null
      do update set ${renewed}, ${triedAgain}, door = case when excluded.door = $17 then t.door else excluded.door end,
        received_at = case when excluded.door = $17 then t.received_at else excluded.received_at end
      returning id, source, source_key as "sourceKey", record ->> 'kind' as kind`,
    values: [...columnsOf(rows, at), resubmissionDoor],
  });
}

export interface WaitingRow {
  readonly id: string;
  readonly source: string;
  readonly sourceKey: string;
  readonly kind: RecordKind;
}

/** Closes waiting rows whose key has been taken. */
export async function resolveWaiting(
  writer: Writer,
  answered: readonly { readonly id: string; readonly resolution: string }[],
  at: Date,
): Promise<void> {
  if (answered.length === 0) return;
  await writer.execute({
    name: 'ingest-waiting-resolve',
    text: `update core.intake_set_aside s set resolved_at = $3, resolution = a.resolution
      from unnest($1::uuid[], $2::text[]) as a (id, resolution) where s.id = a.id and s.resolved_at is null`,
    values: [answered.map(({ id }) => id), answered.map(({ resolution }) => resolution), at],
  });
}

/** Rows that may be sound once the plugin of their type is there. */
export const isOfUnknownType = `disposition = 'rejected' and code = 'INTERACTION_TYPE_UNKNOWN'`;

export interface Resubmission {
  readonly id: string;
  readonly door: string;
  readonly line: number | null;
  readonly raw: string | null;
  readonly record: unknown;
  readonly reportedBy: string | null;
  readonly disposition: SetAsideRow['disposition'];
}

/**
 * Takes open waiting rows for a resubmission, oldest first; rows that another one has in hand are passed over. By their ids also
 * those that were rejected because nobody knew their type.
 */
export function takeWaiting(
  writer: Writer,
  { ids, limit }: { readonly ids?: readonly string[]; readonly limit: number },
): Promise<readonly Resubmission[]> {
  return writer.query<Resubmission>({
    text: `select id, door, line, raw, record, reported_by as "reportedBy", disposition from core.intake_set_aside
      where resolved_at is null and record ->> 'kind' <> 'delivery'
        and (disposition = 'waiting' and (id = any($1::uuid[]) or $1::uuid[] is null and dead_at is null)
          or id = any($1::uuid[]) and ${isOfUnknownType})
      order by received_at, line, id limit $2 for update skip locked`,
    values: [ids ?? null, limit],
  });
}

export type AwaitingRow = Resubmission & WaitingRow;

/** Takes open waiting rows that wait for one of these customers, oldest first; locked in the order of ids, like those of a batch. */
export async function takeAwaiting(
  writer: Writer,
  awaited: readonly string[],
  limit: number,
): Promise<readonly AwaitingRow[]> {
  const rows = await writer.query<AwaitingRow & { readonly place: number }>({
    name: 'ingest-awaiting',
    // By a list of ids, not a join: see lockOpenWaiting.
    text: `with chosen as materialized (
        select array(
          select id from core.intake_set_aside
          where disposition = 'waiting' and resolved_at is null and waits_for && $1::text[]
          order by received_at, line, id limit $2
        ) as ids
      )
      select s.id, s.source, s.source_key as "sourceKey", s.record ->> 'kind' as kind, s.door, s.line, s.raw, s.record, s.reported_by as "reportedBy", s.disposition,
        array_position((select ids from chosen), s.id) as place
      from core.intake_set_aside s
      where s.id = any((select ids from chosen)::uuid[]) and s.disposition = 'waiting' and s.resolved_at is null
      order by s.id for update of s`,
    values: [awaited, limit],
  });
  return rows.toSorted((one, other) => one.place - other.place);
}

function columnsOf(rows: readonly SetAsideRow[], at: Date): readonly unknown[] {
  return [
    rows.map((row) => row.id),
    rows.map((row) => row.disposition),
    rows.map((row) => row.door),
    rows.map((row) => row.code),
    rows.map((row) => row.reason),
    rows.map((row) => row.source),
    rows.map((row) => row.sourceKey),
    rows.map((row) => row.line),
    rows.map((row) => row.raw),
    rows.map((row) => row.record),
    rows.map((row) => row.importRunId),
    rows.map((row) => row.resolution),
    at,
    rows.map((row) => arrayLiteral(row.waitsFor)),
    rows.map((row) => row.reportedBy),
    rows.map((row) => row.plugin),
  ];
}
