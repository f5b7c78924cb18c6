import {
  type CronItem,
  type JobHelpers,
  Logger,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
} from 'graphile-worker';
import type { Logger as Log } from 'pino';
import type { Database } from '../db/database';
import { mayWait } from '../db/may-wait';
import { asPlugin } from '../db/plugin-handle';
import { boundedWriter, isolationOf, isPluginFault, reasonOf, type Slot } from '../isolation';
import { coreOwnerId, type Health, type Owned, type Registry } from '../kernel';
import { isRapportError, type Job, type Principal, RapportError, type Writer } from '../sdk';
import type { Clock } from '../shared/clock';
import { holdRun } from './abandoned-jobs.store';
import { boundedLog } from './bounded-log';
import { giveBackAttempt } from './failed-jobs.store';
import { giveBackAbandoned } from './give-back-abandoned';
import { type KeptRunner, keptRunning } from './keep-running';

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

type Owners = readonly (readonly [id: string, job: Owned<Job>])[];

/** Jobs are work on many rows; a request would have been given up long before. */
const statementTimeout = 10 * 60 * 1000;
const attempts = 5;

/** Plugins whose jobs run at the same time. */
const mostPlugins = 3;

/**
 * Runs the jobs of core and plugins in this process, those with a schedule by the clock of the database, in UTC. Jobs of
 * plugins have a runner of their own: whatever they do, those of the core are never behind them.
 */
export async function startJobs(services: JobServices): Promise<JobRunner> {
  const jobs = [...services.registry.jobs];
  const ofPlugins = jobs.filter(([, { owner }]) => owner.id !== coreOwnerId);
  const plugins = new Set(ofPlugins.map(([, { owner }]) => owner.id));
  const core = await startRunner(services, jobs.filter(isOfCore), 1);
  const second =
    plugins.size === 0
      ? null
      : await startRunner(services, ofPlugins, Math.min(mostPlugins, plugins.size)).catch(async (error: unknown) => {
          await core.stop();
          throw error;
        });
  const stopLooking = giveBackAbandoned(services);
  return {
    add: async (id, payload = {}) => {
      const job = services.registry.jobs.get(id);
      await core.current.addJob(id, payload, { queueName: queueOf(id, job), maxAttempts: attempts });
    },
    stop: async () => {
      await Promise.all([stopLooking(), core.stop(), second?.stop()]);
    },
  };
}

const isOfCore = ([, { owner }]: Owners[number]): boolean => owner.id === coreOwnerId;

/** A queue keeps a job from running beside itself, and jobs of a plugin from taking more than one place. */
function queueOf(id: string, job: Owned<Job> | undefined): string {
  return job === undefined || job.owner.id === coreOwnerId ? id : `plugin ${job.owner.id}`;
}

function startRunner(services: JobServices, jobs: Owners, concurrency: number): Promise<KeptRunner> {
  return keptRunning(() => runJobs(services, jobs, concurrency), services.log);
}

function runJobs(services: JobServices, jobs: Owners, concurrency: number): Promise<Runner> {
  const { database, log } = services;
  return run({
    pgPool: database.pool,
    taskList: Object.fromEntries(jobs.map(([id, job]) => [id, taskOf(services, job)])) satisfies TaskList,
    parsedCronItems: parseCronItems(jobs.flatMap(([id, job]) => cronItem(id, job))),
    concurrency,
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

/** One run is one transaction. */
function taskOf(services: JobServices, job: Owned<Job>) {
  const { health, clock } = services;
  const { id } = job.value;
  return async (payload: unknown, helpers: Pick<JobHelpers, 'job'>): Promise<void> => {
    try {
      await runOnce(services, job, (payload ?? {}) as Readonly<Record<string, unknown>>);
    } catch (error) {
      // It was not made, because the plugin is left alone: that is not one of its attempts, and was reported before.
      if (isPluginFault(error) && error.code === 'PLUGIN_UNAVAILABLE') {
        await services.database.transaction((writer) => giveBackAttempt(writer, helpers.job.id));
        throw error;
      }
      const cause = isRapportError(error) ? (error.cause ?? error) : error;
      const message = `The job ${id} failed: ${reasonOf(cause)}`;
      health.report(job.owner.id, { code: 'INTERNAL', message, at: clock.now() });
      throw error;
    }
  };
}

/**
 * Runs a job here and now, as the queue would: in one transaction, within the limits of its plugin.
 *
 * @throws RapportError NOT_FOUND when nobody declares it, or whatever ends the run
 */
export async function runJob(
  services: RunServices,
  { id, payload = {} }: { readonly id: string; readonly payload?: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { jobs } = services.registry;
  const job = jobs.get(id);
  if (job !== undefined) return runOnce(services, job, payload);
  throw new RapportError('NOT_FOUND', `There is no job ${id}. There are: ${[...jobs.keys()].sort().join(', ')}.`);
}

type RunServices = Omit<JobServices, 'health' | 'log'> & {
  readonly log: { info(figures: object, message: string): void };
};

/** A plugin's job is rolled back when its time is over. The core's own may take hours, and are trusted. */
function runOnce(
  { database, registry, clock, log }: RunServices,
  owned: Owned<Job>,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { owner, value: job } = owned;
  const queue = queueOf(job.id, owned);
  const about = { job: job.id, plugin: owner.id };
  const write = (message: string, figures?: object): void => log.info({ ...figures, ...about }, message);
  const told = { payload, principal: jobPrincipal(job), now: clock.now() };
  const slot = isolationOf(registry).slot(owner.id, 'job', job.id);
  if (owner.id === coreOwnerId) {
    const work = () =>
      database.transaction(
        async (writer) => {
          await holdRun(writer, queue);
          // Some work on connections of their own meanwhile.
          await mayWait(writer);
          await job.run({ writer, log: write, ...told });
        },
        { statementTimeout },
      );
    return slot.count(work);
  }
  const bounded = boundedLog(write);
  const run = (own: Writer, signal: AbortSignal) =>
    job.run({ writer: counting(own, signal, slot), log: bounded.log, signal, ...told });
  return database
    .transaction(
      async (writer) => {
        await holdRun(writer, queue);
        await asPlugin(writer, owner.id, (own) => slot.run(({ signal }) => run(own, signal)));
      },
      { statementTimeout: Math.min(statementTimeout, slot.policy.timeLimit) },
    )
    .finally(bounded.end);
}

function counting(writer: Writer, signal: AbortSignal, slot: Slot): Writer {
  return boundedWriter(writer, signal, () => {
    slot.meter.statements += 1;
  });
}

/** A job works for the platform, under a name of its own. */
export function jobPrincipal({ id, title }: Pick<Job, 'id' | 'title'>): Principal {
  return Object.freeze({ subject: `job:${id}`, name: title, roles: Object.freeze(['admin']) });
}

function cronItem(id: string, job: Owned<Job>): CronItem[] {
  const { schedule } = job.value;
  if (schedule === undefined) return [];
  const options = { backfillPeriod: 0, maxAttempts: attempts, queueName: queueOf(id, job), jobKey: `schedule:${id}` };
  return [{ task: id, match: schedule, identifier: id, options }];
}
