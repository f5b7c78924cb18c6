import type { Registry } from '../kernel/registry';
import type { Writer } from '../sdk';
import { evaluate } from './evaluate';
import type { ModelInForce } from './model';
import { recordEvents, retractEvents } from './record';
import { scoreEvent } from './score-event';
import type { Scoring } from './scoring';
import { markSnapshotsDirty, openSnapshots, storeSnapshots } from './snapshot.store';

/**
 * The impure half of the value under one model.
 *
 * @throws RangeError when a plugin declares a signal that the model does not know
 */
export function createScoring(registry: Registry, model: ModelInForce): Scoring {
  const unknown = [...registry.signals.keys()].filter((signal) => model.document.signals[signal] === undefined);
  if (unknown.length > 0) throw new RangeError(`The value model ${model.name} lacks ${unknown.join(', ')}.`);
  return {
    modelHash: model.hash,
    score: (input) => scoreEvent(registry, model, input),
    record: (writer, scored) => recordEvents(writer, scored, model.document),
    retract: (writer, events, at) => retractEvents(writer, events, at, model.document),
    refresh: (writer, customerIds, now) => refreshSnapshots(writer, customerIds, model, now),
    markDirty: (writer, customerIds) => markSnapshotsDirty(writer, customerIds),
    open: (writer, customerIds, now) => openSnapshots(writer, customerIds, model, now),
  };
}

async function refreshSnapshots(
  writer: Writer,
  customerIds: readonly number[],
  model: ModelInForce,
  now: Date,
): Promise<void> {
  const distinct = [...new Set(customerIds)];
  if (distinct.length === 0) return;
  const values = await evaluate(
    writer,
    distinct.map((customerId) => ({ customerId, at: now })),
    model.document,
  );
  const snapshots = distinct.map((customerId, index) => ({ customerId, value: values[index] ?? null }));
  await storeSnapshots(writer, snapshots, model, now);
}
