import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Reader } from '../../sdk';
import { reasonOf } from '../plugin-fault';
import type { EventAnswer, LoadCall, PluginWorker } from './plugin-worker';
import type { FromThread, ThreadData, ToThread } from './protocol';
import { RestartPause } from './restart-pause';
import { listenSlowly } from './slow-listener';
import { heardFault, tellFault } from './told-fault';

export interface ThreadOptions extends ThreadData {
  /** Megabytes of its heap; what goes beyond ends the thread. Buffers do not count. */
  readonly memory: number;
  /** Told what the thread writes to its standard output and errors, as far as it keeps within bounds. */
  readonly say?: (text: string) => void;
}

/** Loading a plugin takes a fraction of a second. */
const longestStart = 15_000;

/** Runs the hooks and batch functions of one plugin in a thread of their own, which is started anew when it has ended. */
export function threadWorker(options: ThreadOptions): PluginWorker {
  let running: Promise<Thread> | null = null;
  let coordinates: ReadonlySet<string> = new Set();
  const closing = new AbortController();
  const restart = new RestartPause();
  const begin = async (onEnd: () => void): Promise<Thread> => {
    await pause(restart.left(performance.now()), undefined, { signal: closing.signal, ref: false }).catch(ended);
    if (closing.signal.aborted) throw ended();
    const thread = new Thread(options, { onEnd, onAnswer: () => restart.answered() });
    coordinates = new Set(await thread.ready);
    return thread;
  };
  const start = (): Promise<Thread> => {
    const ready = begin(() => {
      restart.ended(performance.now());
      // The one after it may be running by now.
      if (running === ready) running = null;
    });
    running = ready;
    return ready;
  };
  const current = (): Promise<Thread> => running ?? start();
  return {
    started: async () => {
      await current();
    },
    loads: (coordinate) => coordinates.has(coordinate),
    score: async (events, context, signal) => {
      const thread = await current();
      const answer = await thread.ask((call) => ({ kind: 'score', call, events, context }), null, signal);
      return answer as readonly EventAnswer[];
    },
    load: async ({ coordinate, keys, args, context }: LoadCall, signal) => {
      const { principal, now, reader } = context;
      const thread = await current();
      const answer = await thread.ask(
        (call) => ({ kind: 'load', call, coordinate, keys, args, principal, now }),
        reader,
        signal,
      );
      return answer as readonly unknown[];
    },
    close: async () => {
      closing.abort();
      const thread = await running?.catch(() => null);
      await thread?.end('The platform is closing.');
    },
  };
}

const ended = (): Error => new Error('The platform is closing.');

/** Told once of the end of a thread, and of each answer. */
interface ThreadEvents {
  readonly onEnd: () => void;
  readonly onAnswer: () => void;
}

interface Asked {
  readonly reader: Reader | null;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** One thread, from its start to its end. */
class Thread {
  /** Answers the coordinates of the fields whose batch functions it has. */
  readonly ready: Promise<readonly string[]>;
  readonly #worker: Worker;
  readonly #asked = new Map<number, Asked>();
  readonly #events: ThreadEvents;
  #hasEnded = false;
  #calls = 0;
  #why = 'it ended by itself';

  constructor({ memory, say = () => undefined, ...data }: ThreadOptions, events: ThreadEvents) {
    this.#worker = new Worker(join(__dirname, 'thread.js'), {
      workerData: data satisfies ThreadData,
      name: data.configuration.use,
      // Secrets of the platform are none of the plugin's; its own stand in its options.
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: Math.max(8, memory / 4) },
    });
    // A platform that closes does not wait for it.
    this.#worker.unref();
    this.#events = events;
    listenSlowly(this.#worker.stdout, say);
    listenSlowly(this.#worker.stderr, say);
    this.ready = this.#start();
    this.#worker.on('message', (message: FromThread) => this.#heard(message));
  }

  ask(message: (call: number) => ToThread, reader: Reader | null, signal: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#calls += 1;
      const call = this.#calls;
      const end = (): void => void this.end('a call took too long');
      const leave = (): void => {
        this.#asked.delete(call);
        signal.removeEventListener('abort', end);
      };
      this.#asked.set(call, {
        reader,
        resolve: (value) => {
          leave();
          resolve(value);
        },
        reject: (error) => {
          leave();
          reject(error);
        },
      });
      signal.addEventListener('abort', end, { once: true });
      this.#send(message(call));
    });
  }

  /** From now on it gets no further calls. */
  async end(why: string): Promise<void> {
    this.#leave();
    this.#why = why;
    await this.#worker.terminate();
  }

  #leave(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#events.onEnd();
  }

  #send(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #start(): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => void this.end(`it did not start within ${longestStart} ms`), longestStart);
      this.#worker.once('message', (message: FromThread) => {
        clearTimeout(late);
        if (message.kind === 'ready') resolve(message.coordinates);
        else reject(new Error(message.kind === 'broken' ? message.reason : 'The thread said something unheard of.'));
      });
      this.#worker.on('error', (error) => {
        this.#leave();
        this.#why = reasonOf(error);
      });
      this.#worker.once('exit', () => {
        clearTimeout(late);
        this.#leave();
        const fault = new Error(`The thread of the plugin ended: ${this.#why}`);
        reject(fault);
        for (const asked of [...this.#asked.values()]) asked.reject(fault);
      });
    });
  }

  #heard(message: FromThread): void {
    if (message.kind === 'query') void this.#query(message);
    else if (message.kind === 'answer') this.#answered(message);
    else if (message.kind === 'failed') this.#asked.get(message.call)?.reject(heardFault(message.fault));
  }

  #answered({ call, value }: Extract<FromThread, { kind: 'answer' }>): void {
    this.#events.onAnswer();
    this.#asked.get(call)?.resolve(value);
  }

  async #query({ call, query, statement }: Extract<FromThread, { kind: 'query' }>): Promise<void> {
    const reader = this.#asked.get(call)?.reader;
    try {
      if (reader == null) throw new Error('The call has ended.');
      this.#send({ kind: 'rows', query, rows: await reader.query(statement) });
    } catch (error) {
      this.#send({ kind: 'unread', query, fault: tellFault(error) });
    }
  }
}
