import { setTimeout as pause } from 'node:timers/promises';
import { RapportError } from '../sdk';

/** A concurrent transaction changed what a batch was decided upon; the batch is decided anew. */
export class ConcurrentChange extends Error {
  override readonly name = 'ConcurrentChange';
}

const attempts = 9;
const firstPause = 10;
const longestPause = 500;
const serializationFailure = '40001';
const deadlock = '40P01';

/**
 * Runs a transaction again when another one got in its way; `attempt` counts from 1.
 *
 * @throws RapportError UNAVAILABLE when the ninth attempt meets another one still: whoever sent the records may try again
 */
export async function retryOnConflict<T>(work: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (attempt === attempts) throw busy(error);
      await pause(Math.min(firstPause * 2 ** attempt, longestPause) * (0.5 + Math.random()));
    }
  }
}

function busy(cause: unknown): RapportError {
  const message = 'Others keep changing the same records. Nothing of this was stored. Try again.';
  return new RapportError('UNAVAILABLE', message, {}, { cause });
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof ConcurrentChange) return true;
  const code = 'code' in error ? error.code : undefined;
  return code === serializationFailure || code === deadlock || isConflict(error.cause);
}
