import { randomUUID } from 'node:crypto';
import type { Database } from '../db/database';
import type { Registry } from '../kernel/registry';
import type { Writer } from '../sdk';
import type { Clock } from '../shared/clock';
import {
  defaultModel,
  type ModelDeclarations,
  type ModelDocument,
  modelHash,
  parseModelDocument,
  successorModel,
} from '../value';
import { bucketShape } from './bucket-shape';
import { hasOtherHooks, type VersionChange } from './hook-fixture.store';
import type { ModelInForce } from './model';
import { approveModel, lockModels, readModelInForce } from './model.store';
import { insertRun } from './recalculation/run.store';
import { nameShape, renameShape } from './recalculation/shape.store';
import { markOtherModelsDirty } from './snapshot.store';

export interface ModelServices {
  readonly database: Pick<Database, 'transaction'>;
  readonly registry: Pick<Registry, 'channels' | 'signals' | 'costs' | 'adoption'>;
  readonly clock: Clock;
  readonly log: (message: string, figures?: Readonly<Record<string, unknown>>) => void;
}

/** Who approves what a start has to put in force; decisions of people carry their names. */
const automatic = 'automatic: declarations of installed plugins';

/**
 * The value model to work with. An empty installation gets the default document; when installed plugins declare what
 * the document in force does not know, a successor that adds it is put in force, and stored values count as outdated.
 * Several instances may start at once.
 *
 * @throws RangeError when the document in force contradicts itself, or declarations contradict each other
 */
export function ensureModel({ database, registry, clock, log }: ModelServices): Promise<ModelInForce> {
  const declarations = declarationsOf(registry);
  return database.transaction(async (writer) => {
    await lockModels(writer);
    const stored = await readModelInForce(writer);
    if (stored === null) {
      const model = await putInForce(writer, defaultModel(declarations), clock.now());
      log('The default value model is in force.', { model: model.name, hash: model.hash });
      return model;
    }
    const document = parseModelDocument(stored.document);
    await nameShape(writer, bucketShape(document));
    const successor = successorModel(document, declarations);
    if (successor === null) return { hash: stored.hash, name: document.name, document };
    const model = await putInForce(writer, successor.document, clock.now());
    // Additions leave what is written as it is: nothing has to be rebuilt for them.
    await renameShape(writer, bucketShape(document), bucketShape(model.document));
    const outdated = await markOtherModelsDirty(writer, model.hash);
    const isOtherwise = await hasOtherHooks(writer, versionChanges(document, model.document));
    await insertRun(writer, {
      id: randomUUID(),
      modelHash: model.hash,
      // Another version of a hook may say something else of contacts that were scored long ago.
      source: isOtherwise ? 'hooks' : 'buckets',
      requestedBy: automatic,
      at: clock.now(),
    });
    const { name, hash } = model;
    const { reasons } = successor;
    log(`The value model ${document.name} gave way to ${name}.`, { hash, reasons, outdated, hooks: isOtherwise });
    return model;
  });
}

function versionChanges(before: ModelDocument, after: ModelDocument): readonly VersionChange[] {
  return Object.entries(after.plugins).flatMap(([plugin, to]) => {
    const from = before.plugins[plugin];
    return from === undefined || from === to ? [] : [{ plugin, from, to }];
  });
}

async function putInForce(writer: Writer, given: ModelDocument, at: Date): Promise<ModelInForce> {
  const document = parseModelDocument(given);
  const model = { hash: modelHash(document), name: document.name, document };
  await approveModel(writer, { ...model, at, by: automatic });
  return model;
}

/** What installed plugins declare about value. */
export function declarationsOf({ channels, signals, costs, adoption }: ModelServices['registry']): ModelDeclarations {
  return {
    channels: channels.values(),
    signals: signals.values(),
    costs: costs.values(),
    adoption: adoption.values(),
  };
}
