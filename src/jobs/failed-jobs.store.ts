import type { Reader, Writer } from '../sdk';

/** A job that failed so often that it is no longer tried. */
export interface FailedJob {
  readonly id: number;
  /** Id of the job, such as `core.purge-outbox`. */
  readonly job: string;
  /** `core`, or the id of the plugin it belongs to. */
  readonly plugin: string;
  readonly attempts: number;
  /** Of the last attempt. */
  readonly reason: string;
  readonly askedAt: Date;
  readonly failedAt: Date;
}

export interface FailedJobSelection {
  readonly ids?: readonly number[] | undefined;
  readonly plugin?: string | undefined;
  readonly limit: number;
}

const pluginOf = `split_part(j.task_identifier, '.', 1)`;

/** The queue sets the next attempt by this rule of its own; one that failed for good has it, too. */
const failedAt = `j.run_at - exp(least(j.attempts, 10)) * interval '1 second'`;

const isDead = 'j.attempts >= j.max_attempts and j.locked_at is null';
const isChosen = `($1::bigint[] is null or j.id = any($1::bigint[])) and ($2::text is null or ${pluginOf} = $2)`;

/** Oldest first. The queue exists once jobs have been started. */
export async function failedJobs(reader: Reader, selection: FailedJobSelection): Promise<readonly FailedJob[]> {
  if (!(await hasQueue(reader))) return [];
  return reader.query<FailedJob>({
    text: `select j.id, j.task_identifier as job, ${pluginOf} as plugin, j.attempts, coalesce(j.last_error, '') as reason,
        j.created_at as "askedAt", ${failedAt} as "failedAt"
      from graphile_worker.jobs j where ${isDead} and ${isChosen} order by j.created_at, j.id limit $3`,
    values: valuesOf(selection),
  });
}

/** Has them run again at once, with as many attempts as new ones. Answers those that were still given up. */
export async function retryFailedJobs(writer: Writer, selection: FailedJobSelection): Promise<readonly FailedJob[]> {
  const jobs = await failedJobs(writer, selection);
  if (jobs.length === 0) return [];
  const queued = await writer.query<{ readonly id: number }>({
    text: `select id from graphile_worker.reschedule_jobs(
        array(select j.id from graphile_worker.jobs j where j.id = any($1::bigint[]) and ${isDead}),
        run_at := now(), attempts := 0)`,
    values: [jobs.map(({ id }) => id)],
  });
  const ids = new Set(queued.map(({ id }) => id));
  return jobs.filter(({ id }) => ids.has(id));
}

/** A run that was not made does not count. The job must be under way: whoever ends it writes its failure after this. */
export async function giveBackAttempt(writer: Writer, id: string): Promise<void> {
  await writer.execute({
    text: 'update graphile_worker._private_jobs set attempts = greatest(0, attempts - 1) where id = $1',
    values: [id],
  });
}

async function hasQueue(reader: Reader): Promise<boolean> {
  const [queue] = await reader.query<{ readonly name: string | null }>({
    text: `select to_regclass('graphile_worker.jobs')::text as name`,
  });
  return queue?.name != null;
}

const valuesOf = ({ ids, plugin, limit }: FailedJobSelection): readonly unknown[] => [
  ids ?? null,
  plugin ?? null,
  limit,
];
