import type { BatchState } from './plan-batch';

/** What waited under this key, stored or earlier in the batch, waits no longer. */
export function answerWaiting(
  key: string,
  resolution: string,
  { openWaiting, changes }: Pick<BatchState, 'openWaiting' | 'changes'>,
): void {
  const stored = openWaiting.get(key);
  if (stored !== undefined) changes.answeredWaiting.push({ id: stored.id, resolution });
  const pending = changes.waitingByKey.get(key);
  if (pending !== undefined) pending.resolution = resolution;
}
