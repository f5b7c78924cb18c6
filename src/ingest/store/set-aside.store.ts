import type { ErrorCode, Writer } from '../../sdk';
import type { RecordKind } from '../normalise/prepared';

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
}

/** Door of records sent again from the queue. Rows keep the door they first came through, whose rules they obey. */
export const resubmissionDoor = 'resubmission';

const columns = `id, disposition, door, code, reason, source, source_key, line, raw, record, import_run_id, received_at,
      resolved_at, resolution`;
const given = `insert into core.intake_set_aside as t (${columns})
    select id, disposition, door, code, reason, source, source_key, line, raw, record, run, $2::timestamptz,
      case when resolution is not null then $2::timestamptz end, resolution
    from json_to_recordset($1::json) as r (id uuid, disposition text, door text, code text, reason text, source text,
      source_key text, line bigint, raw text, record jsonb, run uuid, resolution text)`;
const renewed = `code = excluded.code, reason = excluded.reason, line = excluded.line, raw = excluded.raw,
      record = excluded.record, import_run_id = coalesce(excluded.import_run_id, t.import_run_id), attempts = t.attempts + 1`;

/** Keeps rejected and filtered items. The same item refused again is the same row with one attempt more. */
export async function keepRefused(writer: Writer, rows: readonly SetAsideRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await writer.execute({
    name: 'ingest-refused',
    text: `${given} on conflict (id) do update set ${renewed}, received_at = excluded.received_at`,
    values: [JSON.stringify(rows.map(jsonRow)), at],
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
      do update set ${renewed}, door = case when excluded.door = $3 then t.door else excluded.door end
      returning id, source, source_key as "sourceKey", record ->> 'kind' as kind`,
    values: [JSON.stringify(rows.map(jsonRow)), at, resubmissionDoor],
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

export interface Resubmission {
  readonly id: string;
  readonly door: string;
  readonly line: number | null;
  readonly raw: string | null;
  readonly record: unknown;
}

/** Takes open waiting rows for a resubmission, oldest first; rows that another one has in hand are passed over. */
export function takeWaiting(
  writer: Writer,
  { ids, limit }: { readonly ids?: readonly string[]; readonly limit: number },
): Promise<readonly Resubmission[]> {
  return writer.query<Resubmission>({
    text: `select id, door, line, raw, record from core.intake_set_aside
      where disposition = 'waiting' and resolved_at is null and ($1::uuid[] is null or id = any($1::uuid[]))
      order by received_at, id limit $2 for update skip locked`,
    values: [ids ?? null, limit],
  });
}

function jsonRow({ index: _index, sourceKey, kind: _kind, importRunId, record, ...row }: SetAsideRow): object {
  return { ...row, source_key: sourceKey, run: importRunId, record: record === null ? null : JSON.parse(record) };
}
