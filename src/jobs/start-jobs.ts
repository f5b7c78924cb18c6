import { setTimeout as pause } from 'node:timers/promises';
import { type CronItem, Logger, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker';
import type { Logger as Log } from 'pino';
import type { Database } from '../db/database';
import type { Health, Owned, Registry } from '../kernel';
import type { Job, Principal } from '../sdk';
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

/** Milliseconds before a runner that ended, as with a database that went away, is followed by another one. */
const shortestRest = 1_000;
const longestRest = 30_000;

/** Runs the jobs of core and plugins in this process, those with a schedule by the clock of the database, in UTC. */
export async function startJobs(services: JobServices): Promise<JobRunner> {
  const { log } = services;
  const stopping = new AbortController();
  let runner: Runner = await startRunner(services);
  const keepRunning = async (): Promise<void> => {
    for (let rest = shortestRest; !stopping.signal.aborted; rest = Math.min(2 * rest, longestRest)) {
      try {
        await runner.promise;
        return;
      } catch (error) {
        log.error({ err: error }, 'The job runner ended; another one follows');
      }
      await pause(rest, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      const next = await startRunner(services).catch((error: unknown) => {
        log.error({ err: error }, 'The job runner could not be started');
        return null;
      });
      if (next === null) continue;
      runner = next;
      rest = shortestRest;
    }
  };
  const kept = keepRunning();
  return {
    add: async (id, payload = {}) => {
      await runner.addJob(id, payload, { queueName: id, maxAttempts: attempts });
    },
    stop: async () => {
      stopping.abort();
      // It may have ended by itself, which the log has been told.
      await runner.stop().catch((error: unknown) => log.debug({ err: error }, 'The job runner had ended'));
      await kept;
    },
  };
}

function startRunner({ database, registry, log, ...services }: JobServices): Promise<Runner> {
  const jobs = [...registry.jobs];
  const taskList = jobs.map(([id, job]) => [id, taskOf({ database, registry, log, ...services }, job)] as const);
  return run({
    pgPool: database.pool,
    taskList: Object.fromEntries(taskList) satisfies TaskList,
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
            principal: jobPrincipal(job),
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

/** A job works for the platform, under a name of its own. */
export function jobPrincipal({ id, title }: Pick<Job, 'id' | 'title'>): Principal {
  return Object.freeze({ subject: `job:${id}`, name: title, roles: Object.freeze(['admin']) });
}

function cronItem(id: string, { schedule }: Job): CronItem[] {
  if (schedule === undefined) return [];
  const options = { backfillPeriod: 0, maxAttempts: attempts, queueName: id, jobKey: `schedule:${id}` };
  return [{ task: id, match: schedule, identifier: id, options }];
}
