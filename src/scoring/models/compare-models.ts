import type { Database } from '../../db/database';
import type { Reader } from '../../sdk';
import { bucketShape } from '../bucket-shape';
import { type Evaluation, evaluate, evaluateFromLog } from '../evaluate';
import type { ModelInForce } from '../model';
import { ComparisonBuilder, type ModelComparison } from './comparison';
import { customerChange } from './customer-change';
import { nextCustomers } from './population.store';

export interface CompareOptions {
  readonly at: Date;
  readonly batchSize?: number;
  readonly onProgress?: (customers: number) => void;
}

const defaultBatch = 1_000;

/**
 * Values of everybody under two models, in batches by id: from the buckets where they are written in a model's shape, from
 * the log where they are not. Nothing is stored.
 */
export async function compareModels(
  { reader }: Pick<Database, 'reader'>,
  base: ModelInForce,
  model: ModelInForce,
  { at, batchSize = defaultBatch, onProgress }: CompareOptions,
): Promise<ModelComparison> {
  const builder = new ComparisonBuilder();
  let [after, done] = [0, 0];
  for (;;) {
    const ids = await nextCustomers(reader(), after, batchSize);
    if (ids.length === 0) break;
    after = ids.at(-1) ?? after;
    const requests = ids.map((customerId) => ({ customerId, at }));
    const before = await evaluate(reader(), requests, base.document);
    const now = await under(reader(), requests, model, base);
    for (const [index, old] of before.entries()) {
      const next = now[index] ?? null;
      if (old === null || next === null) continue;
      builder.add(
        customerChange({ evaluation: old, model: base.document }, { evaluation: next, model: model.document }),
      );
    }
    done += ids.length;
    onProgress?.(done);
  }
  return builder.finish({ baseHash: base.hash, modelHash: model.hash, computedFor: at.toISOString() });
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
