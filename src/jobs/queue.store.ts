import type { Reader } from '../sdk';

export interface QueuedJobs {
  readonly job: string;
  readonly count: number;
}

/** Jobs that wait, by kind. The queue exists once jobs have been started. */
export function queuedJobs(reader: Reader): Promise<readonly QueuedJobs[]> {
  return reader.query<QueuedJobs>({
    text: `select task_identifier as job, count(*)::integer as count from graphile_worker.jobs
      where locked_at is null group by 1 order by 1`,
  });
}
