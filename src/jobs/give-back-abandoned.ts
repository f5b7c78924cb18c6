import type { Logger as Log } from 'pino';
import type { Database } from '../db/database';
import { giveBack, jobsWithoutRun } from './abandoned-jobs.store';

/** Milliseconds between two looks: longer than a run takes to begin, or its end to be written down. */
const interval = 5_000;

export interface GiveBackServices {
  readonly database: Pick<Database, 'transaction'>;
  readonly log: Log;
}

/**
 * Gives back jobs whose run went with its process or its connection: their worker would keep them, and the queue behind them,
 * for four hours. One that is found without a run twice is taken for abandoned. The answered function ends the looking.
 */
export function giveBackAbandoned({ database, log }: GiveBackServices): () => Promise<void> {
  let suspected: ReadonlySet<string> = new Set();
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      await database.transaction(async (writer) => {
        const found = await jobsWithoutRun(writer);
        const abandoned = found.filter(({ id, worker }) => suspected.has(`${id} ${worker}`));
        suspected = new Set(found.map(({ id, worker }) => `${id} ${worker}`));
        if (abandoned.length === 0) return;
        await giveBack(writer, [...new Set(abandoned.map(({ worker }) => worker))]);
        log.warn({ jobs: abandoned.map(({ id }) => id) }, 'Jobs whose run is gone are run again');
      });
    } catch (error) {
      log.warn({ err: error }, 'Jobs whose run is gone could not be looked for');
    }
  };
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, interval).unref();
  looking = look();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
