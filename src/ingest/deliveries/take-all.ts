import type { IntakeItem, WebHookAdapter } from '../../sdk';
import type { Door, Ingest, Receipt } from '../ingest';

/** Items of one request that share a transaction. */
const batchSize = 1_000;

/** Takes the items of one request. `beforeLastCommit` runs in the last transaction, also where there is no item. */
export async function takeAll(
  ingest: Pick<Ingest, 'take'>,
  adapter: Pick<WebHookAdapter, 'repeats'>,
  id: string,
  items: readonly IntakeItem[],
  beforeLastCommit?: Door['beforeCommit'],
): Promise<readonly Receipt[]> {
  const door: Door = { id, repeats: adapter.repeats, snapshots: 'now' };
  const closing = beforeLastCommit === undefined ? door : { ...door, beforeCommit: beforeLastCommit };
  const receipts: Receipt[] = [];
  for (let start = 0; start + batchSize < items.length; start += batchSize) {
    receipts.push(await ingest.take(items.slice(start, start + batchSize), door));
  }
  const last = items.slice(receipts.length * batchSize);
  if (last.length > 0 || beforeLastCommit !== undefined) receipts.push(await ingest.take(last, closing));
  return receipts;
}
