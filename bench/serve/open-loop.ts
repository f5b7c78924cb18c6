import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { LoadRequest } from './target';

export interface Answers {
  /** Answers within the time, by status; 0: there was none. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Milliseconds of those with status 200, in order. */
  readonly latencies: readonly number[];
  /** Refusals that did not say when to come back. */
  readonly withoutRetryAfter: number;
  /** What was used meanwhile. */
  readonly used: number;
}

export interface Asking {
  readonly url: string;
  readonly requests: readonly LoadRequest[];
  readonly seconds: number;
  /** Read at the beginning and at the end of the time. */
  readonly used: () => number;
}

/** Seconds before anything counts: connections are opened, and queues fill. */
const warmUp = 2;

/** Milliseconds between bursts. */
const tick = 10;

/** So many requests at any time, each sent when another is answered. */
export async function closedLoop(asking: Asking, connections: number): Promise<Answers> {
  const asker = new Asker(asking, connections);
  const loop = async (): Promise<void> => {
    while (asker.goesOn()) await asker.next();
  };
  await Promise.all(Array.from({ length: connections }, loop));
  return asker.answers();
}

/** So many requests a second, whether earlier ones are answered or not, as from callers who do not know of each other. */
export async function openLoop(asking: Asking, perSecond: number, connections: number): Promise<Answers> {
  const asker = new Asker(asking, connections);
  const begun = performance.now();
  const sent: Promise<void>[] = [];
  while (asker.goesOn()) {
    const due = ((performance.now() - begun) * perSecond) / 1_000;
    while (sent.length < due) sent.push(asker.next());
    await pause(tick);
  }
  const answers = asker.answers();
  // Those that wait still are not counted, and must not meet whoever is measured next.
  await Promise.all(sent);
  return answers;
}

/** Sends requests and notes what is answered while it counts. */
class Asker {
  readonly #asking: Asking;
  readonly #agent: Agent;
  readonly #statuses = new Map<number, number>();
  readonly #latencies: number[] = [];
  readonly #start = performance.now() + warmUp * 1_000;
  readonly #end: number;
  #sent = 0;
  #withoutRetryAfter = 0;
  /** Null: nothing counts yet. */
  #usedBefore: number | null = null;

  constructor(asking: Asking, maxSockets: number) {
    this.#asking = asking;
    this.#agent = new Agent({ keepAlive: true, maxSockets });
    this.#end = this.#start + asking.seconds * 1_000;
  }

  goesOn(): boolean {
    const now = performance.now();
    if (now >= this.#start) this.#usedBefore ??= this.#asking.used();
    return now < this.#end;
  }

  next(): Promise<void> {
    const { url, requests } = this.#asking;
    const { method, path, headers, body = '' } = requests[this.#sent % requests.length] as LoadRequest;
    this.#sent += 1;
    const begun = performance.now();
    const options = { method, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, agent: this.#agent };
    return new Promise((resolve) => {
      const sent = request(`${url}${path}`, options, (answer) => {
        answer.resume().once('end', () => {
          this.#note(answer.statusCode ?? 0, performance.now() - begun, answer.headers['retry-after']);
          resolve();
        });
      });
      sent.once('error', () => {
        this.#note(0, 0, undefined);
        resolve();
      });
      sent.end(body);
    });
  }

  answers(): Answers {
    return {
      statuses: new Map(this.#statuses),
      latencies: this.#latencies.toSorted((one, other) => one - other),
      withoutRetryAfter: this.#withoutRetryAfter,
      used: this.#asking.used() - (this.#usedBefore ?? 0),
    };
  }

  #note(status: number, milliseconds: number, retryAfter: string | undefined): void {
    if (this.#usedBefore === null || performance.now() >= this.#end) return;
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
    if (status === 200) this.#latencies.push(milliseconds);
    if (status === 503 && retryAfter === undefined) this.#withoutRetryAfter += 1;
  }
}
