import { isPluginFault, type PluginFault, pluginFault } from '../../isolation';
import { type ErrorCode, RapportError, type WebHookRequest } from '../../sdk';
import type { Outcome, Receipt } from '../ingest';
import { ClearDoors } from './clear-doors';
import { keepDelivery } from './keep-delivery';
import { hasWaiting } from './kept-delivery.store';
import { readDelivery, verifyDelivery } from './read-delivery';
import { type Replay, type RetryServices, replay, retryDue } from './retry-waiting';
import { takeAll } from './take-all';
import { type DeadLetter, deadLetters, type WaitingFor, waitingForPlugins } from './waiting-records.store';

/** A request that waits for its adapter. */
export interface Kept {
  readonly setAsideId: string;
  readonly code: ErrorCode;
  readonly reason: string;
}

export interface DeliveryReceipt {
  readonly receipts: readonly Receipt[];
  /** Null when it was read. */
  readonly kept: Kept | null;
}

/** Requests to web hooks on their way to the one road, and what waits because a plugin failed on it. */
export interface Deliveries {
  /** @throws as {@link Deliveries.receive} for a request that its door would not let in */
  verify(key: string, request: WebHookRequest): Promise<void>;
  /**
   * Verifies and reads a request and takes what it holds. When the adapter fails, the request is kept and read later; so are
   * those that come behind it.
   *
   * @param key `<plugin id>/<adapter id>`
   * @throws RapportError NOT_FOUND, RECORD_MALFORMED or by which the adapter refuses; PluginFault when it cannot even be kept
   */
  receive(key: string, request: WebHookRequest): Promise<DeliveryReceipt>;
  /** Tries again what has waited long enough, oldest first. */
  retryDue(at: Date): Promise<void>;
  /** Tries again at once. One outcome for each record. */
  replay(selection: Replay): Promise<readonly Outcome[]>;
  /** What was given up, oldest first. */
  deadLetters(selection: { readonly plugin?: string; readonly limit: number }): Promise<readonly DeadLetter[]>;
  /** How much waits for each plugin. */
  waiting(): Promise<readonly WaitingFor[]>;
}

export function createDeliveries(services: RetryServices): Deliveries {
  const { database, registry, ingest, clock } = services;
  const doors = new ClearDoors();
  const comesBehind = async (door: string): Promise<boolean> => {
    if (doors.isClear(door)) return false;
    const note = doors.look(door);
    if (await hasWaiting(database.reader(), door)) return true;
    note();
    return false;
  };
  const keep = async (request: WebHookRequest, door: string, fault: PluginFault): Promise<DeliveryReceipt> => {
    const setAsideId = await keepDelivery(services, request, { door, fault, at: clock.now() });
    // Within a unit of work nobody else sees it before the end, and whoever looks until then finds nothing.
    await database.afterCommit(() => doors.keep(door));
    return { receipts: [], kept: { setAsideId, code: fault.code, reason: fault.message } };
  };
  const adapterOf = (key: string) => {
    const hook = registry.webHooks.get(key);
    if (hook === undefined) throw new RapportError('NOT_FOUND', `There is no web hook ${key}.`);
    return { registry, hook };
  };
  return {
    verify: async (key, request) => verifyDelivery(adapterOf(key), request),
    receive: async (key, request) => {
      const [adapter, door] = [adapterOf(key), `hook:${key}`];
      const { hook } = adapter;
      await verifyDelivery(adapter, request);
      if (await comesBehind(door)) return keep(request, door, behindOthers(hook.owner.id));
      const items = await readDelivery(adapter, request).catch(faultOnly);
      if (isPluginFault(items)) return keep(request, door, items);
      return { receipts: await takeAll(ingest, hook.value, door, items), kept: null };
    },
    retryDue: (at) => retryDue(services, at),
    replay: (selection) => replay(services, selection),
    deadLetters: (selection) => deadLetters(database.reader(), selection),
    waiting: () => waitingForPlugins(database.reader()),
  };
}

function faultOnly(error: unknown): PluginFault {
  if (isPluginFault(error)) return error;
  throw error;
}

function behindOthers(plugin: string): PluginFault {
  const message = `Earlier deliveries wait for the plugin ${plugin}; this one goes behind them.`;
  return pluginFault('PLUGIN_UNAVAILABLE', plugin, message);
}
