import type { Reader } from '../sdk';
import { groupBy } from '../shared/group-by';
import type { Assessed } from '../value';
import { type ValueKey, writeValueKey } from './contribution-key';
import { type Evaluation, evaluate, evaluateFromLog, evaluateService, type LogEvaluation } from './evaluate';
import type { ModelLibrary } from './model-library';

/** An evaluation with the model it was made by. */
export type Evaluated<Kind extends Evaluation = Evaluation> = Assessed & {
  readonly evaluation: Kind;
  readonly modelHash: string;
};

/**
 * The values that the keys name, in their order; null where none is computed. Each is computed once, however many keys
 * ask for it; statements grow with the number of models only.
 *
 * @throws RapportError NOT_FOUND for a model that does not exist
 */
export function evaluateKeys(reader: Reader, keys: readonly ValueKey[], models: ModelLibrary) {
  return evaluatedBy(keys, models, reader, async ({ hash, document }, requests) =>
    // Buckets are kept for the half-lives of the model in force.
    hash === models.inForce.hash
      ? evaluate(reader, requests, document)
      : evaluateFromLog(reader, requests, document, 'kinds'),
  );
}

/** The same from the log, with every entry of the ledger by itself. */
export function evaluateKeysByEvent(reader: Reader, keys: readonly ValueKey[], models: ModelLibrary) {
  return evaluatedBy<LogEvaluation>(keys, models, reader, ({ document }, requests) =>
    evaluateFromLog(reader, requests, document, 'entries'),
  );
}

/** How the customers of the keys are served, and nothing else: the one component that consumers have, too. */
export function evaluateServiceKeys(reader: Reader, keys: readonly ValueKey[], models: ModelLibrary) {
  return evaluatedBy(keys, models, reader, ({ document }, requests) => evaluateService(reader, requests, document));
}

type Evaluator<Kind> = (
  model: ModelLibrary['inForce'],
  requests: readonly ValueKey['request'][],
) => Promise<readonly (Kind | null)[]>;

async function evaluatedBy<Kind extends Evaluation>(
  keys: readonly ValueKey[],
  models: ModelLibrary,
  reader: Reader,
  evaluator: Evaluator<Kind>,
): Promise<readonly (Evaluated<Kind> | null)[]> {
  const distinct = new Map(keys.map((key) => [writeValueKey(key), key]));
  const found = new Map<string, Evaluated<Kind> | null>();
  for (const [hash, group] of groupBy([...distinct], ([, { modelHash }]) => modelHash)) {
    const model = await models.byHash(reader, hash);
    const answers = await evaluator(
      model,
      group.map(([, { request }]) => request),
    );
    for (const [index, [text]] of group.entries()) {
      const evaluation = answers[index] ?? null;
      found.set(text, evaluation === null ? null : evaluatedOf(evaluation, model));
    }
  }
  return keys.map((key) => found.get(writeValueKey(key)) ?? null);
}

function evaluatedOf<Kind extends Evaluation>(evaluation: Kind, model: ModelLibrary['inForce']): Evaluated<Kind> {
  const { evidence } = evaluation;
  return { evaluation, evidence, assessment: evaluation, model: model.document, modelHash: model.hash };
}
