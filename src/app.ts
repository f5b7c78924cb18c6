import { createAuthenticator } from './auth';
import type { Config } from './config';
import { executeOperation, prepareExecution } from './execution';
import { createHttpServer, createWaitingRoom, type HttpServer, readinessOf } from './http';
import { createMetrics, type Metrics } from './isolation';
import { type JobRunner, queuedJobs, startJobs } from './jobs';
import { openPlatform, type Platform, type PlatformOptions } from './open-platform';
import { tablesOf } from './open-plugins';
import { createReadAudit } from './privacy';
import { goOn } from './scoring';

/** The running platform with its doors open. */
export interface App extends Platform {
  readonly server: HttpServer;
  readonly jobs: JobRunner;
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
}

/** What a killed process left of a recalculation is gone on with at once: the queue would wait for hours for that process. */
function resumeRecalculation({ maintenance, log }: Platform): { close(): Promise<void> } {
  const stop = new AbortController();
  const resumed = goOn(maintenance, { signal: stop.signal }).catch((error: unknown) => {
    log.error({ err: error }, 'A recalculation could not be gone on with; the job tries again');
  });
  return {
    close: async () => {
      stop.abort();
      await resumed;
    },
  };
}

function metricsOf({ isolation, database, deliveries }: Platform): Metrics {
  return createMetrics({
    isolation,
    pool: database.connections,
    waiting: () => deliveries.waiting(),
    jobs: () => queuedJobs(database.reader()),
  });
}

/**
 * Opens the platform and its doors. `close` lets requests and jobs under way finish, then goes back the same way.
 * Until a database that is missing at the start is there, the port answers that.
 */
export async function createApp(config: Config, options: PlatformOptions = {}): Promise<App> {
  const waitingRoom = createWaitingRoom(config.http);
  const platform = await openPlatform(config, { use: 'serve', onWaiting: waitingRoom.open, ...options }).catch(
    async (error: unknown) => {
      await waitingRoom.close();
      throw error;
    },
  );
  const { database, registry, health, opened } = platform;
  const doors: { close(): Promise<void> }[] = [];
  const readAudit = createReadAudit(platform);
  const close = async (): Promise<void> => {
    const ends = await Promise.allSettled(doors.splice(0).map((door) => door.close()));
    // After the last request, which still has its entry to write down.
    ends.push(...(await Promise.allSettled([readAudit.close()])));
    await platform.close();
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  };
  try {
    await prepareExecution(platform, database.reader());
    const metrics = metricsOf(platform);
    doors.push({ close: async () => metrics.close() });
    const server = await createHttpServer({
      ...platform,
      execute: (request) => executeOperation(platform.schema, request),
      ...{ readAudit, metrics },
      authenticate: createAuthenticator({
        ...{ http: config.http, auth: config.auth, clock: platform.clock },
        dataFolder: config.database.dataFolder,
        reader: () => database.reader(),
      }),
      readiness: () =>
        readinessOf({ database, registry, health, tables: tablesOf(registry), restarts: opened.restarts }),
    });
    doors.push(server);
    const jobs = await startJobs(platform);
    doors.push({ close: jobs.stop }, resumeRecalculation(platform));
    await waitingRoom.close();
    // The last step: what a request brings about must not meet a platform that is still starting.
    const url = await server.listen();
    return { ...platform, jobs, server, url, close };
  } catch (error) {
    await waitingRoom.close();
    await close();
    throw error;
  }
}
