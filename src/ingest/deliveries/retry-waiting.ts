import { isolationOf, isPluginFault, type PluginFault, pluginFault } from '../../isolation';
import type { Registry } from '../../kernel';
import { isRapportError } from '../../sdk';
import type { Clock } from '../../shared/clock';
import type { Door, Ingest, Outcome } from '../ingest';
import { isUuid } from '../normalise/canonical';
import { type KeepServices, requestOf } from './keep-delivery';
import {
  deliveriesOf,
  dueDoors,
  type KeptDelivery,
  noteFailure,
  oldestDelivery,
  resolveDelivery,
} from './kept-delivery.store';
import { type AdapterOf, isLeftAlone, readDelivery } from './read-delivery';
import { takeAll } from './take-all';
import { duePlugins, dueRecords, waitingIds } from './waiting-records.store';

export interface RetryServices extends KeepServices {
  readonly ingest: Pick<Ingest, 'take' | 'resubmit'>;
  readonly registry: Pick<Registry, 'webHooks' | 'interactionTypes' | 'absent'>;
  readonly clock: Clock;
}

/** What to try again at once: rows by ids, or all that wait for a plugin, given up or not. */
export interface Replay {
  readonly ids?: readonly string[];
  readonly plugin?: string;
  readonly limit: number;
}

/** Records that are tried again together. */
const retrySize = 200;

/** Its outcome is told to whoever was faster; there is nothing to try again. */
class TakenMeanwhile extends Error {
  override readonly name = 'TakenMeanwhile';
}

/** A run of the job ends after so many rounds; the next goes on. */
const mostRounds = 500;

/** Tries again what has waited long enough, oldest first. What is left alone is not asked, and loses no attempt by it. */
export async function retryDue(services: RetryServices, at: Date): Promise<void> {
  const { database } = services;
  const absent = new Set(services.registry.absent.map(({ id }) => id));
  for (const plugin of await duePlugins(database.reader(), at)) {
    if (!absent.has(plugin)) await retryRecords(services, plugin, at);
  }
  for (const door of await dueDoors(database.reader(), at)) await retryDoor(services, door, at);
}

/** One outcome for each record. */
export async function replay(services: RetryServices, { ids, plugin, limit }: Replay): Promise<readonly Outcome[]> {
  const { database, ingest, registry } = services;
  const selection = { ids: ids?.filter(isUuid) ?? null, plugin: plugin ?? null, limit };
  const found = await waitingIds(database.reader(), selection);
  const rows = found.filter(({ unknownType }) => unknownType === null || registry.interactionTypes.has(unknownType));
  const records = rows.filter(({ isDelivery }) => !isDelivery).map(({ id }) => id);
  const kept = rows.filter(({ isDelivery }) => isDelivery).map(({ id }) => id);
  const outcomes: Outcome[] = [];
  if (records.length > 0) outcomes.push(...(await ingest.resubmit({ ids: records, limit: records.length })).outcomes);
  for (const delivery of kept.length === 0 ? [] : await deliveriesOf(database.reader(), kept)) {
    outcomes.push(...(await replayOne(services, delivery)));
  }
  return outcomes;
}

async function retryRecords({ database, ingest, registry }: RetryServices, plugin: string, at: Date): Promise<void> {
  const slot = isolationOf(registry).slot(plugin, 'score', 'score');
  for (let round = 0; round < mostRounds && !slot.refuses; round += 1) {
    const ids = await dueRecords(database.reader(), { plugin, at, limit: retrySize });
    if (ids.length === 0) return;
    await ingest.resubmit({ ids, limit: ids.length });
  }
}

/** In order: what fails keeps those behind it waiting until it is taken or given up. */
async function retryDoor(services: RetryServices, door: string, at: Date): Promise<void> {
  const adapter = adapterOf(services, door);
  for (let round = 0; adapter !== null && round < mostRounds && !isLeftAlone(adapter); round += 1) {
    const next = await oldestDelivery(services.database.reader(), door);
    if (next === undefined || (next.retry_at !== null && next.retry_at > at)) return;
    await replayOne(services, next);
  }
}

async function replayOne(services: RetryServices, delivery: KeptDelivery): Promise<readonly Outcome[]> {
  const adapter = adapterOf(services, delivery.door);
  const items = adapter === null ? gone(delivery) : await readAgain(adapter, delivery);
  const { database, ingest, clock } = services;
  if (adapter !== null && !(items instanceof Error)) {
    const resolve: NonNullable<Door['beforeCommit']> = async (writer) => {
      const isOurs = await resolveDelivery(writer, delivery.id, 'taken', clock.now());
      if (!isOurs) throw new TakenMeanwhile('Somebody else has taken the delivery.');
    };
    try {
      const last = { beforeCommit: resolve, arrivedAt: delivery.received_at };
      const receipts = await takeAll(ingest, adapter.hook.value, delivery.door, items, last);
      return receipts.flatMap(({ outcomes }) => outcomes);
    } catch (error) {
      if (error instanceof TakenMeanwhile) return [];
      throw error;
    }
  }
  const fault = items instanceof Error ? items : gone(delivery);
  const { code, message: reason } = fault;
  const about = { position: { line: 1 }, code, reason, setAsideId: delivery.id };
  const isFailure = isPluginFault(fault);
  await database.transaction(async (writer) => {
    if (isFailure) await noteFailure(writer, delivery.id, { code, reason }, clock.now());
    else await resolveDelivery(writer, delivery.id, `rejected: ${reason}`, clock.now());
  });
  return [{ status: isFailure ? 'waiting' : 'rejected', ...about }];
}

/** The items, or why there are none: a failure of the adapter, or its refusal. */
async function readAgain(adapter: AdapterOf, delivery: KeptDelivery) {
  try {
    return await readDelivery(adapter, requestOf(delivery));
  } catch (error) {
    if (isRapportError(error)) return error;
    throw error;
  }
}

function adapterOf({ registry }: RetryServices, door: string): AdapterOf | null {
  const hook = registry.webHooks.get(door.slice('hook:'.length));
  return hook === undefined ? null : { registry, hook };
}

function gone({ plugin }: KeptDelivery): PluginFault {
  return pluginFault(
    'PLUGIN_UNAVAILABLE',
    plugin,
    `The plugin ${plugin} is not installed, or no longer has this door.`,
  );
}
