import type { Reader, Writer } from '../sdk';

/** Tells runs of jobs from other advisory locks. */
const lockClass = 1_785_230_581;

/** Says for as long as the transaction lasts that a job of the queue runs. Waits for one whose transaction has not ended. */
export async function holdRun(writer: Writer, queue: string): Promise<void> {
  await writer.query({ text: 'select pg_advisory_xact_lock($1, hashtext($2))', values: [lockClass, queue] });
}

/** A job that a worker has taken. */
export interface TakenJob {
  readonly id: string;
  readonly worker: string;
}

/** Jobs that are taken, and of which no run holds its queue: it is about to begin, has just ended, or is gone. */
export function jobsWithoutRun(reader: Reader): Promise<readonly TakenJob[]> {
  return reader.query<TakenJob>({
    text: `select j.id::text as id, j.locked_by as worker from graphile_worker.jobs j
      where j.locked_by is not null and not exists (
        select from pg_locks l
        where l.locktype = 'advisory' and l.database = (select oid from pg_database where datname = current_database())
          and l.classid::bigint = $1 and l.objid::bigint = hashtext(j.queue_name)::bigint & 4294967295 and l.objsubid = 2
      )`,
    values: [lockClass],
  });
}

/** Gives back what these workers had taken, to be run by others. */
export async function giveBack(writer: Writer, workers: readonly string[]): Promise<void> {
  await writer.query({ text: 'select graphile_worker.force_unlock_workers($1::text[])', values: [workers] });
}
