import { setTimeout as pause } from 'node:timers/promises';
import type { Runner } from 'graphile-worker';
import type { Logger as Log } from 'pino';

/** A runner that is followed by another one when it ends by itself. */
export interface KeptRunner {
  /** The one that runs now. */
  readonly current: Runner;
  stop(): Promise<void>;
}

/** Milliseconds before a runner that ended, as with a database that went away, is followed by another one. */
const shortestRest = 1_000;
const longestRest = 30_000;

export async function keptRunning(start: () => Promise<Runner>, log: Log): Promise<KeptRunner> {
  const stopping = new AbortController();
  let current: Runner = await start();
  const keepRunning = async (): Promise<void> => {
    for (let rest = shortestRest; !stopping.signal.aborted; rest = Math.min(2 * rest, longestRest)) {
      try {
        await current.promise;
        return;
      } catch (error) {
        log.error({ err: error }, 'The job runner ended; another one follows');
      }
      await pause(rest, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      const next = await start().catch((error: unknown) => {
        log.error({ err: error }, 'The job runner could not be started');
        return null;
      });
      if (next === null) continue;
      // Whoever has stopped this meanwhile knows the ended one only.
      if (stopping.signal.aborted) return next.stop();
      current = next;
      rest = shortestRest;
    }
  };
  const kept = keepRunning();
  return {
    get current() {
      return current;
    },
    stop: async () => {
      stopping.abort();
      // It may have ended by itself, which the log has been told.
      await current.stop().catch((error: unknown) => log.debug({ err: error }, 'The job runner had ended'));
      await kept;
    },
  };
}
