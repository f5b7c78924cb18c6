import { setTimeout as pause } from 'node:timers/promises';
import type { Runner } from 'graphile-worker';
import type { Logger as Log } from 'pino';

/** A runner that is followed by another one when it ends by itself, or one of its workers does. */
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
  const ending = new Set<Promise<void>>();
  /** What its other workers have under way goes on. */
  const letGo = (runner: Runner): void => {
    // It may have ended by itself, which the log has been told.
    const ended = runner.stop().catch((error: unknown) => log.debug({ err: error }, 'The job runner had ended'));
    ending.add(ended);
    void ended.then(() => ending.delete(ended));
  };
  /** Null: it was stopped meanwhile. */
  const startAgain = async (): Promise<Runner | null> => {
    for (let rest = shortestRest; ; rest = Math.min(2 * rest, longestRest)) {
      await pause(rest, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (stopping.signal.aborted) return null;
      const next = await start().catch((error: unknown) => {
        log.error({ err: error }, 'The job runner could not be started');
        return null;
      });
      if (next === null) continue;
      // Whoever has stopped this meanwhile knows the ended one only.
      if (!stopping.signal.aborted) return next;
      await next.stop();
      return null;
    }
  };
  const keepRunning = async (): Promise<void> => {
    for (let next: Runner | null = current; next !== null; next = await startAgain()) {
      current = next;
      try {
        return await endOf(current);
      } catch (error) {
        log.error({ err: error }, 'The job runner ended; another one follows');
        letGo(current);
      }
    }
  };
  const kept = keepRunning();
  return {
    get current() {
      return current;
    },
    stop: async () => {
      stopping.abort();
      letGo(current);
      await Promise.all(ending);
      await kept;
    },
  };
}

/**
 * Rejects as well when a worker could not say what became of its job, as with a database that is gone: it takes no more, and
 * the runner, which misses nothing, goes on without it.
 */
function endOf({ promise, events }: Runner): Promise<void> {
  return new Promise((resolve, reject) => {
    events.once('worker:fatalError', ({ error }) => reject(error));
    promise.then(resolve, reject);
  });
}
