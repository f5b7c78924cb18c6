import { setTimeout as pause } from 'node:timers/promises';
import type { EmbeddedDatabase } from './open-embedded';

export interface KeepRunningOptions {
  /** Told each time the server had to be started. */
  readonly onRestart: () => void;
  readonly onFault: (error: Error) => void;
}

/** Starts the embedded server again when it has ended on its own: by a crash, or by whoever clears up memory. */
export interface KeptRunning {
  /** How often it had to be started. */
  readonly restarts: number;
  /** To be told when the database no longer answers. */
  fell(): void;
  /** To be told when it answers again. */
  rose(): void;
  /** Waits for a start under way; from then on nobody starts it. */
  stop(): Promise<void>;
}

const firstRest = 250;
const longestRest = 10_000;

export function keepRunning(database: Pick<EmbeddedDatabase, 'revive'>, options: KeepRunningOptions): KeptRunning {
  let restarts = 0;
  let isDown = false;
  const stopping = new AbortController();
  let working: Promise<void> | null = null;
  const revive = async (): Promise<void> => {
    try {
      if (!(await database.revive())) return;
      restarts += 1;
      options.onRestart();
    } catch (error) {
      options.onFault(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const work = async (): Promise<void> => {
    for (let rest = firstRest; isDown && !stopping.signal.aborted; rest = Math.min(2 * rest, longestRest)) {
      await revive();
      await pause(rest, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
    working = null;
  };
  return {
    get restarts() {
      return restarts;
    },
    fell: () => {
      isDown = true;
      working ??= work();
    },
    rose: () => {
      isDown = false;
    },
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}
