import type { Writer } from '../../sdk';
import { evaluateMany } from '../bulk/evaluate-many';
import type { ModelInForce } from '../model';
import { storeSnapshots } from '../snapshot.store';
import { newerSnapshots } from './newer-snapshots.store';

/**
 * Computes values at the instant of a run and stores those that changed. Values that are newer than the run, or wait for a
 * refresh, are computed at `now` instead: no later evidence may fall out of them.
 *
 * @returns how many changed
 */
export async function refreshValues(
  writer: Writer,
  customerIds: readonly number[],
  model: ModelInForce,
  { at, now }: { readonly at: Date; readonly now: Date },
): Promise<number> {
  const newer = new Set(await newerSnapshots(writer, customerIds, at));
  const older = customerIds.filter((id) => !newer.has(id));
  return (await storeAt(writer, older, model, at)) + (await storeAt(writer, [...newer], model, now));
}

async function storeAt(writer: Writer, customerIds: readonly number[], model: ModelInForce, at: Date): Promise<number> {
  if (customerIds.length === 0) return 0;
  const values = await evaluateMany(writer, customerIds, at, model.document);
  const snapshots = customerIds.map((customerId, index) => ({ customerId, value: values[index] ?? null }));
  return storeSnapshots(writer, snapshots, model, at);
}
