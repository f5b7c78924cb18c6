import { type CronItem, Logger, parseCronItems, run, type TaskList } from 'graphile-worker';
import type { Logger as Log } from 'pino';
import type { Database } from '../db/database';
import type { Health, Owned, Registry } from '../kernel';
import type { Job } from '../sdk';
import type { Clock } from '../shared/clock';

export interface JobServices {
  readonly database: Pick<Database, 'pool' | 'transaction'>;
  readonly registry: Pick<Registry, 'jobs'>;
  readonly health: Pick<Health, 'report'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface JobRunner {
  /** Asks for a job by its id, as soon as possible. */
  add(id: string, payload?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Takes no new jobs and waits a few seconds for those under way; what does not end then is done again later. */
  stop(): Promise<void>;
}

/** Jobs are work on many rows; a request would have been given up long before. */
const statementTimeout = 10 * 60 * 1000;
const attempts = 5;

/** Runs the jobs of core and plugins in this process, those with a schedule by the clock of the database, in UTC. */
export async function startJobs(services: JobServices): Promise<JobRunner> {
  const { database, registry, log } = services;
  const jobs = [...registry.jobs];
  const runner = await run({
    pgPool: database.pool,
    taskList: Object.fromEntries(jobs.map(([id, job]) => [id, taskOf(services, job)])) satisfies TaskList,
    parsedCronItems: parseCronItems(jobs.flatMap(([id, { value }]) => cronItem(id, value))),
    concurrency: 1,
    pollInterval: 5_000,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: 5_000,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') log.error(message);
      else if (level === 'warning') log.warn(message);
      else log.debug(message);
    }),
  });
  runner.promise.catch((error: unknown) => log.error({ err: error }, 'The job runner ended'));
  return {
    add: async (id, payload = {}) => {
      await runner.addJob(id, payload, { queueName: id, maxAttempts: attempts });
    },
    stop: () => runner.stop(),
  };
}

/** One run is one transaction. A queue of its own keeps a job from running beside itself. */
function taskOf({ database, health, clock, log }: JobServices, { owner, value: job }: Owned<Job>) {
  return async (payload: unknown): Promise<void> => {
    const about = { job: job.id, plugin: owner.id };
    try {
      await database.transaction(
        (writer) =>
          job.run({
            writer,
            now: clock.now(),
            payload: (payload ?? {}) as Readonly<Record<string, unknown>>,
            log: (message, figures) => log.info({ ...figures, ...about }, message),
          }),
        { statementTimeout },
      );
    } catch (error) {
      const message = `The job ${job.id} failed: ${error instanceof Error ? error.message : String(error)}`;
      health.report(owner.id, { code: 'INTERNAL', message, at: clock.now() });
      throw error;
    }
  };
}

function cronItem(id: string, { schedule }: Job): CronItem[] {
  if (schedule === undefined) return [];
  const options = { backfillPeriod: 0, maxAttempts: attempts, queueName: id, jobKey: `schedule:${id}` };
  return [{ task: id, match: schedule, identifier: id, options }];
}
