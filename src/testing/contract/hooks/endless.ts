import { runInNewContext } from 'node:vm';
import { sampleEvents } from '../../../kernel/check/sample-events';
import type { Plugin } from '../../../sdk';

/** Milliseconds for one call and for many: thousands of times what they take, so that a busy machine makes no difference. */
export const patience = { oneCall: 5_000, manyCalls: 60_000 } as const;

/** Marks code that was stopped because it would not end. */
export const neverEnded = Symbol('never ended');

/** Runs synchronous code, and stops it where it goes on for seconds: a loop without an end would stop the tests for good. */
export function withinReason<Result>(run: () => Result, timeout: number): Result | typeof neverEnded {
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
    if (withinReason(() => answered(() => score(event, context)), patience.oneCall) === neverEnded) return event.type;
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
