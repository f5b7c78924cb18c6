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
  const ask = asker(asking, connections);
  const loop = async (): Promise<void> => {
    while (!ask.isOver()) {
      ask.begin();
      await ask.next();
    }
  };
  await Promise.all(Array.from({ length: connections }, loop));
  return ask.answers();
}

/** So many requests a second, whether earlier ones are answered or not, as from callers who do not know of each other. */
export async function openLoop(asking: Asking, perSecond: number, connections: number): Promise<Answers> {
  const ask = asker(asking, connections);
  const begun = performance.now();
  const sent: Promise<void>[] = [];
  while (!ask.isOver()) {
    ask.begin();
    const due = ((performance.now() - begun) * perSecond) / 1_000;
    while (sent.length < due) sent.push(ask.next());
    await pause(tick);
  }
  const answers = ask.answers();
  // Those that wait still are not counted, and must not meet whoever is measured next.
  await Promise.all(sent);
  return answers;
}

function asker({ url, requests, seconds, used }: Asking, maxSockets: number) {
  const agent = new Agent({ keepAlive: true, maxSockets });
  const statuses = new Map<number, number>();
  const latencies: number[] = [];
  let [number, withoutRetryAfter] = [0, 0];
  const start = performance.now() + warmUp * 1_000;
  const end = start + seconds * 1_000;
  const isOver = (): boolean => performance.now() >= end;
  let usedBefore: number | null = null;
  const begin = (): void => {
    if (performance.now() >= start) usedBefore ??= used();
  };
  const note = (status: number, milliseconds: number, retryAfter: string | undefined): void => {
    if (usedBefore === null || isOver()) return;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 200) latencies.push(milliseconds);
    if (status === 503 && retryAfter === undefined) withoutRetryAfter += 1;
  };
  const next = (): Promise<void> => {
    const asked = requests[number % requests.length] as LoadRequest;
    number += 1;
    const begun = performance.now();
    return new Promise((resolve) => {
      const { method, path, body = '' } = asked;
      const headers = { ...asked.headers, 'content-length': Buffer.byteLength(body) };
      const sent = request(`${url}${path}`, { method, headers, agent }, (answer) => {
        answer.resume().once('end', () => {
          note(answer.statusCode ?? 0, performance.now() - begun, answer.headers['retry-after']);
          resolve();
        });
      });
      sent.once('error', () => {
        note(0, 0, undefined);
        resolve();
      });
      sent.end(body);
    });
  };
  const answers = (): Answers => ({
    statuses: new Map(statuses),
    latencies: latencies.toSorted((one, other) => one - other),
    withoutRetryAfter,
    used: used() - (usedBefore ?? 0),
  });
  return { next, isOver, begin, answers };
}
