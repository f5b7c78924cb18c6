import { randomUUID } from 'node:crypto';
import type { Database } from '../db/database';
import { type ModelInForce, rescoreFromLog } from '../scoring';
import { RapportError, type Writer } from '../sdk';
import type { Clock } from '../shared/clock';
import { forgetPlugin } from './known-plugins.store';
import { type Signer, signedReceipt } from './receipt';
import {
  advanceRemoval,
  beginRemoval,
  endRemoval,
  holdRemoval,
  lockCustomersAfter,
  type Removal,
  readRemoval,
} from './removal.store';
import { type Counts, heldCustomers, removeOfCustomers, removeRest } from './remove-data.store';
import { runningObstacle } from './running-plugins';

export interface RemovalServices {
  readonly database: Pick<Database, 'transaction' | 'reader'>;
  readonly model: ModelInForce;
  readonly clock: Clock;
  /** Null: no key is configured, and receipts are not signed. */
  readonly signer: () => Signer | null;
}

export interface RemovalOptions {
  /** Customers per transaction. */
  readonly batchSize?: number;
  readonly onProgress?: (removal: Removal) => void;
}

const statementTimeout = 10 * 60 * 1000;

/**
 * Why what a plugin brought in cannot be removed at the moment: LEGAL_HOLD when data of a customer concerned must be kept,
 * PLUGIN_RUNNING while a process runs it; none of either when it can, until the transaction ends.
 */
export async function removalObstacles(writer: Writer, plugin: string, at: Date): Promise<readonly RapportError[]> {
  const held = await heldCustomers(writer, plugin, at, 5);
  const told = held.map(({ customerId, reason }) => `customer ${customerId} ("${reason}")`).join(', ');
  const message = `Data of ${told} must be kept. Nothing was removed; release the holds first.`;
  const running = await runningObstacle(writer, plugin);
  return [
    ...(held.length === 0 ? [] : [new RapportError('LEGAL_HOLD', message)]),
    ...(running === null ? [] : [running]),
  ];
}

/**
 * Asks for everything that a plugin brought in to be removed. One under way is gone on with instead.
 *
 * @returns the id of the removal
 * @throws RapportError LEGAL_HOLD or PLUGIN_RUNNING
 */
export async function requestRemoval(
  { database, clock }: RemovalServices,
  { plugin, by }: { readonly plugin: string; readonly by: string },
): Promise<string> {
  const at = clock.now();
  return database.transaction(
    async (writer) => {
      const [obstacle] = await removalObstacles(writer, plugin, at);
      if (obstacle !== undefined) throw obstacle;
      return beginRemoval(writer, { id: randomUUID(), plugin, by, at });
    },
    { statementTimeout },
  );
}

/**
 * Goes on with a removal until its end. Each batch of customers is a transaction that removes, computes their values anew and
 * commits its position, so that an interruption costs one batch.
 *
 * @returns the removal as it stands then
 * @throws RapportError PLUGIN_RUNNING
 */
export async function removeData(
  services: RemovalServices,
  id: string,
  { batchSize = 1_000, onProgress = () => undefined }: RemovalOptions = {},
): Promise<Removal> {
  const { database } = services;
  for (;;) {
    const goesOn = await database.transaction((writer) => removeBatch(services, writer, id, batchSize), {
      statementTimeout,
    });
    const removal = await readRemoval(database.reader(), id);
    if (removal === null) throw new RapportError('NOT_FOUND', `There is no removal ${id}.`);
    onProgress(removal);
    if (!goesOn) return removal;
  }
}

async function removeBatch(
  { model, clock, signer }: RemovalServices,
  writer: Writer,
  id: string,
  batchSize: number,
): Promise<boolean> {
  const removal = await holdRemoval(writer, id);
  if (removal === null) return false;
  const running = await runningObstacle(writer, removal.plugin);
  if (running !== null) throw running;
  const customerIds = await lockCustomersAfter(writer, removal, batchSize);
  const last = customerIds.at(-1);
  if (last === undefined) {
    const removed = added(removal.removed, await removeRest(writer, removal.plugin));
    await forgetPlugin(writer, removal.plugin);
    const at = clock.now();
    await endRemoval(writer, id, { removed, at, receipt: signedReceipt(signer(), { ...removal, removed }, at) });
    return false;
  }
  const gone = await removeOfCustomers(writer, removal.plugin, customerIds);
  const buckets = await rescoreFromLog(writer, customerIds, model, clock.now());
  const removed = added(removal.removed, { ...gone, 'core.bucket': buckets });
  await advanceRemoval(writer, id, { position: last, customers: customerIds.length, removed });
  return true;
}

function added(one: Counts, other: Counts): Counts {
  const tables = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(tables.map((table) => [table, (one[table] ?? 0) + (other[table] ?? 0)]));
}
