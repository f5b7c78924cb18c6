import type { Reader, Writer } from '../../sdk';
import type { OutcomeStatus, ReceiptCounts } from '../ingest';

/** What one file is imported as; the same again is the same run. */
export interface RunKey {
  readonly importer: string;
  /** SHA-256 of the file as it lies on disk, hexadecimal. */
  readonly fileDigest: string;
  readonly options: Readonly<Record<string, string>>;
}

export interface ImportRun {
  readonly id: string;
  /** Items of the file that are committed. */
  readonly itemsDone: number;
  readonly counts: ReceiptCounts;
}

type Row = { readonly id: string; readonly state: string; readonly itemsDone: number } & ReceiptCounts;

const statuses: readonly OutcomeStatus[] = ['accepted', 'repeated', 'corrected', 'rejected', 'waiting', 'filtered'];
const columns = `id, state, items_done as "itemsDone", ${statuses.join(', ')}`;

/**
 * Goes on with the last run of this file if it did not finish, else begins a new one. `id` names the new one. Two
 * processes that begin at once get the same run; moving it on tells them apart.
 */
export async function openRun(
  writer: Writer,
  key: RunKey,
  begin: { readonly id: string; readonly fileName: string; readonly at: Date },
): Promise<ImportRun> {
  const values = [key.importer, key.fileDigest, JSON.stringify(key.options)];
  const [last] = await writer.query<Row>({
    text: `select ${columns} from core.import_run where importer = $1 and file_digest = $2 and options = $3::jsonb
      order by started_at desc, items_done limit 1 for update`,
    values,
  });
  const [row] =
    last !== undefined && last.state !== 'finished'
      ? await writer.query<Row>({
          text: `update core.import_run set state = 'running', updated_at = $2 where id = $1 returning ${columns}`,
          values: [last.id, begin.at],
        })
      : await writer.query<Row>({
          text: `insert into core.import_run (importer, file_digest, options, id, file_name, state, started_at, updated_at)
            values ($1, $2, $3::jsonb, $4, $5, 'running', $6, $6)
            on conflict (importer, file_digest, options) where state = 'running' do update set updated_at = excluded.updated_at
            returning ${columns}`,
          values: [...values, begin.id, begin.fileName, begin.at],
        });
  if (row === undefined) throw new Error('An import run was written and not answered.');
  return { id: row.id, itemsDone: row.itemsDone, counts: countsOf(row) };
}

/** Moves the position of a run on. Answers false when it is not where it should be: another process imports the file, too. */
export async function moveOn(
  writer: Writer,
  run: { readonly id: string; readonly from: number; readonly items: number },
  counts: ReceiptCounts,
  at: Date,
): Promise<boolean> {
  const moved = await writer.execute({
    name: 'import-move-on',
    text: `update core.import_run set items_done = items_done + $3, updated_at = $4,
        ${statuses.map((status, index) => `${status} = ${status} + $${index + 5}`).join(', ')}
      where id = $1 and items_done = $2 and state = 'running'`,
    values: [run.id, run.from, run.items, at, ...statuses.map((status) => counts[status])],
  });
  return moved === 1;
}

export async function closeRun(
  writer: Writer,
  id: string,
  state: 'finished' | 'failed',
  at: Date,
): Promise<ReceiptCounts> {
  const [row] = await writer.query<Row>({
    text: `update core.import_run set state = $2::text, updated_at = $3::timestamptz, finished_at = case when $2::text = 'finished' then $3::timestamptz end
      where id = $1 returning ${columns}`,
    values: [id, state, at],
  });
  if (row === undefined) throw new Error(`The import run ${id} is gone.`);
  return countsOf(row);
}

function countsOf(row: Row): ReceiptCounts {
  const { accepted, repeated, corrected, rejected, waiting, filtered } = row;
  return { accepted, repeated, corrected, rejected, waiting, filtered };
}

/** One row that an import set aside, for its report. */
export interface SetAsideOfRun {
  readonly id: string;
  readonly line: number | null;
  readonly code: string;
  readonly reason: string;
  readonly raw: string | null;
}

/** Rows of a run in the order of lines, page by page: those after `after`. Waiting ones only while they wait. */
export function setAsideOfRun(
  reader: Reader,
  runId: string,
  disposition: 'rejected' | 'waiting',
  after: Pick<SetAsideOfRun, 'id' | 'line'> | null,
  limit: number,
): Promise<readonly SetAsideOfRun[]> {
  return reader.query<SetAsideOfRun>({
    text: `select id, line, code, reason, raw from core.intake_set_aside
      where import_run_id = $1 and disposition = $2 and (disposition = 'rejected' or resolved_at is null)
        and (coalesce(line, 0), id) > ($3::bigint, $4::uuid)
      order by coalesce(line, 0), id limit $5`,
    values: [runId, disposition, after?.line ?? -1, after?.id ?? '00000000-0000-0000-0000-000000000000', limit],
  });
}
