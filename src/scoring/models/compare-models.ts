import type { Database } from '../../db/database';
import type { Reader } from '../../sdk';
import { bucketShape } from '../bucket-shape';
import { type Evaluation, evaluate, evaluateFromLog } from '../evaluate';
import type { ModelInForce } from '../model';
import { type ClassChange, type ClassJudge, classChanges } from './class-judge';
import { ComparisonBuilder, type ModelComparison } from './comparison';
import { type CustomerChange, customerChange } from './customer-change';
import { countCustomers, nextCustomers } from './population.store';

export interface CompareOptions {
  readonly at: Date;
  /** Classes of other rooms that customers may move between. */
  readonly judges: readonly ClassJudge[];
  /** Compares a random part of about so many customers when there are more; null: everybody. */
  readonly atMost: number | null;
  readonly batchSize?: number;
  readonly onProgress?: (customers: number) => void;
}

const defaultBatch = 1_000;

/**
 * Values of customers under two models, in batches by id: from the buckets where they are written in a model's shape, from
 * the log where they are not. Nothing is stored; memory does not grow with the population.
 */
export async function compareModels(
  { reader }: Pick<Database, 'reader'>,
  base: ModelInForce,
  model: ModelInForce,
  { at, judges, atMost, batchSize = defaultBatch, onProgress }: CompareOptions,
): Promise<ModelComparison> {
  const moving = judges.filter((judge) => judge.canMove(base.document, model.document));
  const changes = (ids: readonly number[]): Promise<readonly CustomerChange[]> =>
    changesOf(reader(), ids, { base, model, at, judges: moving });
  const population = await countCustomers(reader());
  const part = { share: atMost === null || population <= atMost ? 1 : atMost / population };
  const builder = new ComparisonBuilder();
  let [after, done] = [0, 0];
  for (;;) {
    const ids = await nextCustomers(reader(), after, batchSize, part);
    if (ids.length === 0) break;
    after = ids.at(-1) ?? after;
    for (const change of await changes(ids)) builder.add(change);
    done += ids.length;
    onProgress?.(done);
  }
  const unmovedClasses = judges.filter((judge) => !moving.includes(judge)).map(({ kind }) => kind);
  const about = { baseHash: base.hash, modelHash: model.hash, computedFor: at.toISOString() };
  return builder.finish({ ...about, population, unmovedClasses }, changes);
}

interface Sides {
  readonly base: ModelInForce;
  readonly model: ModelInForce;
  readonly at: Date;
  readonly judges: readonly ClassJudge[];
}

async function changesOf(
  reader: Reader,
  ids: readonly number[],
  { base, model, at, judges }: Sides,
): Promise<readonly CustomerChange[]> {
  if (ids.length === 0) return [];
  const requests = ids.map((customerId) => ({ customerId, at }));
  const before = await evaluate(reader, requests, base.document);
  const now = await under(reader, requests, model, base);
  const judged: (readonly ClassChange[])[][] = [];
  for (const { kind, judge } of judges) {
    const old = await judge(reader, ids, base.document, at);
    const next = await judge(reader, ids, model.document, at);
    judged.push(ids.map((_, index) => classChanges(kind, old[index] ?? [], next[index] ?? [])));
  }
  return before.flatMap((old, index) => {
    const next = now[index] ?? null;
    if (old === null || next === null) return [];
    const sides = [
      { evaluation: old, model: base.document },
      { evaluation: next, model: model.document },
    ] as const;
    const moved = judged.flatMap((changes) => changes[index] ?? []);
    return [customerChange(...sides, moved)];
  });
}

function under(
  reader: Reader,
  requests: readonly { readonly customerId: number; readonly at: Date }[],
  { document }: ModelInForce,
  base: ModelInForce,
): Promise<readonly (Evaluation | null)[]> {
  if (bucketShape(document) === bucketShape(base.document)) return evaluate(reader, requests, document);
  return evaluateFromLog(reader, requests, document, 'kinds');
}
