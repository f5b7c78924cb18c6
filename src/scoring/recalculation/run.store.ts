import { RapportError, type Reader, type Writer } from '../../sdk';

/** What a recalculation starts from: the buckets, the logged contributions, or the interactions by the hooks. */
export type RecalculationSource = 'buckets' | 'log' | 'hooks';
export type RecalculationState = 'running' | 'finished' | 'superseded';

/** A run over the whole population and the place it has reached. */
export interface RecalculationRun {
  readonly id: string;
  readonly modelHash: string;
  readonly source: RecalculationSource;
  readonly state: RecalculationState;
  /** The instant all values of the run are computed at. */
  readonly computedFor: Date;
  readonly position: number;
  readonly lastCustomerId: number;
  readonly customersTotal: number;
  readonly customersDone: number;
  readonly valuesChanged: number;
  readonly bucketsChanged: number;
  readonly contributionsChanged: number;
  /** Events of which what was said before stands, because their hook failed. */
  readonly eventsKept: number;
  readonly requestedBy: string;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly finishedAt: Date | null;
}

const columns = `id, model_hash as "modelHash", source, state, computed_for as "computedFor", position,
  last_customer_id as "lastCustomerId", customers_total as "customersTotal", customers_done as "customersDone",
  values_changed as "valuesChanged", buckets_changed as "bucketsChanged", contributions_changed as "contributionsChanged",
  events_kept as "eventsKept",
  requested_by as "requestedBy", started_at as "startedAt", updated_at as "updatedAt", finished_at as "finishedAt"`;

export function latestRuns(reader: Reader, limit: number): Promise<readonly RecalculationRun[]> {
  return reader.query<RecalculationRun>({
    text: `select ${columns} from core.recalculation order by started_at desc, id desc limit $1`,
    values: [limit],
  });
}

/** The run to go on with: the oldest one under way. */
export async function runUnderWay(reader: Reader): Promise<RecalculationRun | null> {
  const rows = await reader.query<RecalculationRun>({
    text: `select ${columns} from core.recalculation where state = 'running' order by started_at, id limit 1`,
  });
  return rows[0] ?? null;
}

export async function readRun(reader: Reader, id: string): Promise<RecalculationRun | null> {
  const rows = await reader.query<RecalculationRun>({
    text: `select ${columns} from core.recalculation where id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

export type NewRun = Pick<RecalculationRun, 'id' | 'modelHash' | 'source' | 'requestedBy'> & { readonly at: Date };

/** Begins a run over everybody known now; runs under way for another model are of no use any more. */
export async function insertRun(writer: Writer, { id, modelHash, source, requestedBy, at }: NewRun): Promise<void> {
  await writer.execute({
    text: `update core.recalculation set state = 'superseded', finished_at = $2, updated_at = $2
      where state = 'running' and model_hash <> $1`,
    values: [modelHash, at],
  });
  await writer.execute({
    text: `insert into core.recalculation (id, model_hash, source, state, computed_for, last_customer_id,
        customers_total, requested_by, started_at, updated_at)
      select $1, $2, $3, 'running', $4, coalesce(max(id), 0), count(*), $5, $4, $4 from core.customer`,
    values: [id, modelHash, source, at, requestedBy],
  });
}

/** What a batch adds to its run. */
export interface RunStep {
  readonly position: number;
  readonly customers: number;
  readonly values: number;
  readonly buckets: number;
  readonly contributions: number;
  readonly kept: number;
}

/** @returns the run with it */
export async function advanceRun(writer: Writer, id: string, step: RunStep, at: Date): Promise<RecalculationRun> {
  const [run] = await writer.query<RecalculationRun>({
    name: 'scoring-advance-run',
    text: `update core.recalculation set position = $2, customers_done = customers_done + $3,
        values_changed = values_changed + $4, buckets_changed = buckets_changed + $5,
        contributions_changed = contributions_changed + $6, events_kept = events_kept + $7, updated_at = $8
      where id = $1
      returning ${columns}`,
    values: [id, step.position, step.customers, step.values, step.buckets, step.contributions, step.kept, at],
  });
  if (run === undefined) throw new RapportError('INTERNAL', 'The recalculation vanished.');
  return run;
}

export async function endRun(writer: Writer, id: string, state: RecalculationState, at: Date): Promise<void> {
  await writer.execute({
    text: 'update core.recalculation set state = $2, finished_at = $3, updated_at = $3 where id = $1',
    values: [id, state, at],
  });
}

/** Whether this transaction may do the runs: one process at a time, until it ends in whatever way. */
export async function takeRuns(writer: Writer): Promise<boolean> {
  const [row] = await writer.query<{ readonly taken: boolean }>({
    text: `select pg_try_advisory_xact_lock(hashtextextended('core.recalculation', 0)) as taken`,
  });
  return row?.taken ?? false;
}

/** The next customers after a position, locked in the order of their ids. */
export async function lockNextCustomers(
  writer: Writer,
  { after, last, limit }: { readonly after: number; readonly last: number; readonly limit: number },
): Promise<readonly number[]> {
  const rows = await writer.query<{ readonly id: number }>({
    name: 'scoring-lock-next-customers',
    text: `select id from core.customer where id > $1 and id <= $2 order by id limit $3 for no key update`,
    values: [after, last, limit],
  });
  return rows.map(({ id }) => id);
}
