import { setTimeout as pause } from 'node:timers/promises';
import type { Slot } from '../slot';
import type { PluginWorker } from './plugin-worker';

/**
 * Waits until the thread of a plugin can be called, as long as a call may take: a start is not to count against the call.
 *
 * @throws PluginFault when it cannot
 */
export async function whenStarted(worker: PluginWorker, slot: Slot): Promise<void> {
  // Nobody starts a thread for a call that is not made.
  if (slot.refuses) return;
  const waiting = new AbortController();
  const late = pause(slot.policy.timeLimit, 'late', { signal: waiting.signal }).catch(() => 'late');
  const started = worker.started().then(
    () => null,
    (error: unknown) => ({ error }),
  );
  const outcome = await Promise.race([started, late]);
  waiting.abort();
  if (outcome === null) return;
  throw typeof outcome === 'string' ? slot.starting() : slot.failed(0, outcome.error);
}
