import { setTimeout as pause } from 'node:timers/promises';

/** A concurrent transaction changed what a batch was decided upon; the batch is decided anew. */
export class ConcurrentChange extends Error {
  override readonly name = 'ConcurrentChange';
}

const attempts = 6;
const firstPause = 10;
const serializationFailure = '40001';
const deadlock = '40P01';

/** Runs a transaction again when another one got in its way; `attempt` counts from 1. The sixth fault is thrown. */
export async function retryOnConflict<T>(work: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt === attempts || !isConflict(error)) throw error;
      await pause(firstPause * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof ConcurrentChange) return true;
  const code = 'code' in error ? error.code : undefined;
  return code === serializationFailure || code === deadlock || isConflict(error.cause);
}
