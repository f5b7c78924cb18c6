import { runInNewContext } from 'node:vm';
import { sampleEvents } from '../../../kernel/check/sample-events';
import type { Plugin } from '../../../sdk';

/**
 * Milliseconds of work for one event, one delivery and many calls: hundreds of times what they take. A delivery may be the first
 * to load what reads it.
 */
export const patience = { oneEvent: 1_000, oneDelivery: 2_000, manyCalls: 60_000 } as const;

/** Marks code that was stopped because it would not end. */
export const neverEnded = Symbol('never ended');

/** How often code is started that has to wait for the machine for most of its time. */
const attempts = 5;

/** Part of the time that code must have worked, in all its attempts, before it is given up. */
const leastWork = 0.25;

/**
 * Runs synchronous code, and stops it where it goes on for seconds: a loop without an end would stop the tests for good. What
 * counts is that it has worked meanwhile, so that a busy machine makes no difference.
 *
 * @param milliseconds after which an attempt is stopped
 */
export function withinReason<Result>(run: () => Result, milliseconds: number): Result | typeof neverEnded {
  const before = process.cpuUsage();
  for (let attempt = 1; ; attempt += 1) {
    const end = stoppedAfter(run, milliseconds);
    if (end !== neverEnded || attempt === attempts) return end;
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1_000 > milliseconds * leastWork) return neverEnded;
  }
}

function stoppedAfter<Result>(run: () => Result, timeout: number): Result | typeof neverEnded {
  const { Date: clock } = globalThis;
  const { random } = Math;
  try {
    return runInNewContext('run()', { run }, { timeout }) as Result;
  } catch (error) {
    if ((error as NodeJS.ErrnoException | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    // Code that is stopped runs no `finally`: what it had set must be set back here.
    globalThis.Date = clock;
    Math.random = random;
    return neverEnded;
  }
}

/** The interaction type of the first sample on which the scoring hook never ends; null when it ends on all of them. */
export function endlessType({ manifest, contributions }: Plugin): string | null {
  const { score } = contributions;
  if (typeof score !== 'function') return null;
  const context = { modelVersion: 'contract', params: {} };
  for (const event of sampleEvents({ id: manifest.id, manifest, contributions })) {
    if (withinReason(() => answered(() => score(event, context)), patience.oneEvent) === neverEnded) return event.type;
  }
  return null;
}

/** What a hook throws is for other checks. */
function answered(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}
