import type { Writer } from '../../sdk';
import { fixed } from '../current-model';
import type { ModelInForce } from '../model';
import { oneAtATime } from './in-order';
import { rebuildFromLog } from './rebuild';
import { readyToRefresh } from './refresh-values';

/** Makes buckets and values of customers what their log says. Customers must be locked. Answers how many buckets changed. */
export async function rescoreFromLog(
  writer: Writer,
  customerIds: readonly number[],
  model: ModelInForce,
  now: Date,
): Promise<number> {
  const current = fixed(model);
  const { buckets } = await rebuildFromLog(writer, customerIds, current.document);
  const options = { model: current, at: now, now, newer: new Set<number>(), alone: oneAtATime() };
  const refresh = await readyToRefresh(writer, customerIds, options, 'whole');
  await refresh({ touched: new Set(), untold: new Set() });
  return buckets;
}
