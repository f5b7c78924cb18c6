import { isolationOf, type PluginFault } from '../isolation';
import type { Registry } from '../kernel/registry';
import type { Writer } from '../sdk';
import { evaluateMany } from './bulk/evaluate-many';
import { type CurrentModel, fixed } from './current-model';
import type { ModelInForce } from './model';
import { keepUp, ModelChanged } from './recalculation/keep-up';
import { recordEvents, retractEvents } from './record';
import { scoreEvent, scoreEvents } from './score-event';
import type { Scoring } from './scoring';
import { markSnapshotsDirty, openSnapshots, storeSnapshots } from './snapshot.store';

/**
 * The impure half of the value under one model.
 *
 * @throws RangeError when a plugin declares a signal that the model does not know
 */
export function createScoring(registry: Registry, model: ModelInForce | CurrentModel): Scoring {
  const unknown = [...registry.signals.keys()].filter((signal) => model.document.signals[signal] === undefined);
  if (unknown.length > 0) throw new RangeError(`The value model ${model.name} lacks ${unknown.join(', ')}.`);
  return {
    get modelHash() {
      return model.hash;
    },
    score: (input) => scoreEvent(registry, model, input),
    scoreAll: (inputs) => scoreEvents(registry, model, inputs),
    standstill: (type) => standstill(registry, type),
    record: async (writer, scored) => {
      const at = fixed(model);
      const ready = following(model, writer, () => keepUp(writer, customersOf(scored), at, scored[0]?.modelHash));
      await recordEvents(writer, scored, at.document, ready);
    },
    retract: async (writer, events, instant) => {
      const at = fixed(model);
      await following(model, writer, () => keepUp(writer, customersOf(events.map((input) => ({ input }))), at));
      await retractEvents(writer, events, instant, at.document);
    },
    refresh: (writer, customerIds, now) => refreshSnapshots(writer, customerIds, fixed(model), now),
    markDirty: (writer, customerIds) => markSnapshotsDirty(writer, customerIds),
    open: (writer, customerIds, now) => openSnapshots(writer, customerIds, fixed(model), now),
  };
}

function standstill(registry: Registry, type: string): PluginFault | null {
  const plugin = registry.interactionTypes.get(type)?.owner.id;
  if (plugin === undefined || !registry.hooks.has(plugin)) return null;
  const slot = isolationOf(registry).slot(plugin, 'score', 'score');
  return slot.refuses ? slot.refusal() : null;
}

const customersOf = (events: readonly { readonly input: { readonly customerId: number } }[]): readonly number[] =>
  events.map(({ input }) => input.customerId);

/** When another model came into force, this process follows before the batch is tried again. */
async function following(model: ModelInForce | CurrentModel, writer: Writer, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ModelChanged && 'reload' in model) await model.reload(writer);
    throw error;
  }
}

async function refreshSnapshots(
  writer: Writer,
  customerIds: readonly number[],
  model: ModelInForce,
  now: Date,
): Promise<void> {
  const distinct = [...new Set(customerIds)];
  if (distinct.length === 0) return;
  const values = await evaluateMany(writer, distinct, now, model.document);
  const snapshots = distinct.map((customerId, index) => ({ customerId, value: values[index] ?? null }));
  await storeSnapshots(writer, snapshots, model, now);
}
