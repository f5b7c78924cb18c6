import type { Writer } from '../../sdk';
import { fixed } from '../current-model';
import type { ModelInForce } from '../model';
import { rebuildFromLog } from './rebuild';
import { refreshValues } from './refresh-values';

/** Makes buckets and values of customers what their log says. Customers must be locked. Answers how many buckets changed. */
export async function rescoreFromLog(
  writer: Writer,
  customerIds: readonly number[],
  model: ModelInForce,
  now: Date,
): Promise<number> {
  const current = fixed(model);
  const { buckets } = await rebuildFromLog(writer, customerIds, current.document);
  await refreshValues(writer, customerIds, current, { at: now, now });
  return buckets;
}
