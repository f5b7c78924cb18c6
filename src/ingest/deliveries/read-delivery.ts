import { setImmediate as turn } from 'node:timers/promises';
import { Flood, isolationOf, mostItems } from '../../isolation';
import type { Owned, Registry } from '../../kernel';
import { type IntakeItem, RapportError, type WebHookAdapter, type WebHookRequest } from '../../sdk';
import { checkedItem } from '../checked-item';

/** Items read before other requests have their turn: about a millisecond's work. */
const itemsPerTurn = 50;

/** An adapter with the registry whose limits it runs within. */
export interface AdapterOf {
  readonly registry: Pick<Registry, 'webHooks'>;
  readonly hook: Owned<WebHookAdapter>;
}

/** @throws RapportError by which the adapter refuses the request; PluginFault when it fails */
export function verifyDelivery({ registry, hook }: AdapterOf, request: WebHookRequest): Promise<void> {
  const slot = isolationOf(registry).slot(hook.owner.id, 'verify', hook.value.id);
  return slot.run(() => hook.value.verify(request));
}

/**
 * All items of a request, before anything of it is taken, as it may be junk; others are served in between.
 *
 * @throws RapportError RECORD_MALFORMED when nothing of it can be read; PluginFault when the adapter fails
 */
export async function readDelivery(
  { registry, hook }: AdapterOf,
  request: WebHookRequest,
): Promise<readonly IntakeItem[]> {
  const slot = isolationOf(registry).slot(hook.owner.id, 'read', hook.value.id);
  const items = await slot.run(({ signal }) => readAll(hook.value.read(request), signal));
  refuseJunk(items);
  return items;
}

/** Whether the adapter is left alone for now. */
export function isLeftAlone({ registry, hook }: AdapterOf): boolean {
  return isolationOf(registry).slot(hook.owner.id, 'read', hook.value.id).refuses;
}

async function readAll(read: Iterable<IntakeItem>, signal: AbortSignal): Promise<readonly IntakeItem[]> {
  const items: IntakeItem[] = [];
  for (const item of read) {
    items.push(checkedItem(item));
    if (items.length > mostItems) throw new Flood(`it reads more than ${mostItems} items from one request`);
    if (items.length % itemsPerTurn !== 0) continue;
    await turn();
    signal.throwIfAborted();
  }
  return items;
}

/** A body of which nothing can be read is the sender's mistake and is not kept; a single bad item among good ones is. */
function refuseJunk(items: readonly IntakeItem[]): void {
  const unreadable = items.filter((item) => 'rejected' in item && item.rejected.code === 'RECORD_MALFORMED');
  const [first] = unreadable;
  if (first === undefined || unreadable.length < items.length || !('rejected' in first)) return;
  throw new RapportError('RECORD_MALFORMED', first.rejected.reason);
}
