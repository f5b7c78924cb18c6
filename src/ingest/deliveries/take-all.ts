import type { IntakeItem, WebHookAdapter } from '../../sdk';
import type { Door, Ingest, Receipt } from '../ingest';

/** Items of one request that share a transaction. */
const batchSize = 1_000;

/** Of a request that had to wait: when it came, and what is to run in the last transaction, also where there is no item. */
export type KeptRequest = Required<Pick<Door, 'arrivedAt' | 'beforeCommit'>>;

/** Takes the items of one request. */
export async function takeAll(
  ingest: Pick<Ingest, 'take'>,
  adapter: Pick<WebHookAdapter, 'repeats'>,
  id: string,
  items: readonly IntakeItem[],
  kept?: KeptRequest,
): Promise<readonly Receipt[]> {
  const now: Door = { id, repeats: adapter.repeats, snapshots: 'now' };
  const door: Door = kept === undefined ? now : { ...now, arrivedAt: kept.arrivedAt };
  const closing: Door = kept === undefined ? now : { ...now, ...kept };
  const receipts: Receipt[] = [];
  for (let start = 0; start + batchSize < items.length; start += batchSize) {
    receipts.push(await ingest.take(items.slice(start, start + batchSize), door));
  }
  const last = items.slice(receipts.length * batchSize);
  if (last.length > 0 || kept !== undefined) receipts.push(await ingest.take(last, closing));
  return receipts;
}
