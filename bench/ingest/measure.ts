import { cpuMilliseconds } from '../serve/cpu';
import type { ServerProcess } from '../serve/processes';

/**
 * Taken before the clock starts, by both sides. A process that has just started spends a third of its time on compiling what runs
 * hot, and each connection plans its statements anew five times: after ten of them a batch takes the process twice what it takes later.
 */
export const warmUpBatches = 60;
export const timedBatches = 20;

/** Processor time in milliseconds per timed batch. */
export interface Used {
  readonly app: number;
  readonly database: number;
}

/** Of the timed batches, from the first request to the last answer; `afterwards` is what was left to the background. */
export interface Measured extends Used {
  readonly seconds: number;
  /** Values that the background computed meanwhile all the same. */
  readonly computedMeanwhile: number;
  readonly afterwards: Used & { readonly seconds: number };
}

/** Sends one batch and checks that it was taken. */
export type Send = (url: string) => Promise<void>;

export interface Load {
  /** Warm-up batches first. */
  readonly sends: readonly Send[];
  readonly connections: number;
  readonly databasePid: number;
  /** Runs the timed batches. */
  readonly watched: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Ends when nothing is left for the background to do. */
  readonly rest: () => Promise<void>;
  /** Does what PostgreSQL would otherwise do by itself at some time, such as while the clock runs. */
  readonly tidy: () => Promise<void>;
  /** How many values were computed since an instant. */
  readonly computedSince: (instant: Date) => Promise<number>;
}

/** Without start and stop of the server. Both parts begin with nothing left for the background. */
export async function measured(starting: Promise<ServerProcess>, load: Load): Promise<Measured> {
  const { sends, connections, databasePid, watched, rest, tidy, computedSince } = load;
  const server = await starting;
  const used = (): Used => {
    return { app: cpuMilliseconds(server.pid), database: cpuMilliseconds(databasePid, 'descendants') };
  };
  try {
    await sendAll(sends.slice(0, warmUpBatches), server.url, connections);
    await rest();
    await tidy();
    const [before, at, begun] = [used(), new Date(), performance.now()];
    await watched(() => sendAll(sends.slice(warmUpBatches), server.url, connections));
    const answered = performance.now();
    const after = used();
    const computedMeanwhile = await computedSince(at);
    await rest();
    const rested = performance.now();
    return {
      seconds: (answered - begun) / 1_000,
      ...perBatch(before, after),
      computedMeanwhile,
      afterwards: { ...perBatch(after, used()), seconds: (rested - answered) / 1_000 },
    };
  } finally {
    await server.stop();
  }
}

async function sendAll(sends: readonly Send[], url: string, atATime: number): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let send = sends[next++]; send !== undefined; send = sends[next++]) await send(url);
  };
  await Promise.all(Array.from({ length: atATime }, lane));
}

function perBatch(before: Used, after: Used): Used {
  return {
    app: (after.app - before.app) / timedBatches,
    database: (after.database - before.database) / timedBatches,
  };
}
