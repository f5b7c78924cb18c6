import type { Writer } from '../../sdk';
import { bucketShape } from '../bucket-shape';
import type { ModelInForce } from '../model';
import { rebuildFromLog } from './rebuild';
import { readStanding } from './shape.store';

/** Another model came into force while a batch was being scored; the batch is scored anew, like after a lost race. */
export class ModelChanged extends Error {
  override readonly name = 'ModelChanged';
  /** The code of a serialization failure: whoever repeats those repeats this. */
  readonly code = '40001';
}

/**
 * Before a batch is recorded under a model: makes sure that it is the one in force, holds it until the transaction ends,
 * and brings customers whose log is still written in another shape up to it. One statement when nothing is to be done.
 *
 * @throws ModelChanged when another model is in force
 */
export async function keepUp(
  writer: Writer,
  customerIds: readonly number[],
  model: ModelInForce,
  scoredUnder = model.hash,
): Promise<void> {
  const { hash, others } = await readStanding(writer, [...new Set(customerIds)], bucketShape(model.document));
  const inForce = hash ?? model.hash;
  if (inForce !== model.hash || scoredUnder !== model.hash) {
    throw new ModelChanged(`The value model ${inForce} is in force now.`);
  }
  await rebuildFromLog(writer, others.map(Number), model.document);
}
