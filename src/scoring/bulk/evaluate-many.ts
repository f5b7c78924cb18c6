import type { Reader } from '../../sdk';
import { type ModelDocument, type ValueNumbers, valueNumbers, valuePlan } from '../../value';
import { evaluate } from '../evaluate';
import { readFacts } from './facts';

/** Below this number of customers, statements that look at each of them are as quick. */
const fewest = 32;

/** Periods are counted as bits of one integer. */
const mostPeriods = 62;

/**
 * Values of many customers at one instant, without their parts: the same bits as {@link evaluate}, from a fixed number of
 * statements whose answers are integers in columns. Customers of whom columns cannot say all (events after the instant,
 * buckets of another shape, integers beyond 2^40) are evaluated one by one. The customers must be locked: the statements
 * may see different snapshots of the database.
 *
 * @returns in the order of the customers; null for those whose value is not computed
 */
export async function evaluateMany(
  reader: Reader,
  customerIds: readonly number[],
  at: Date,
  model: ModelDocument,
): Promise<readonly (ValueNumbers | null)[]> {
  const oneByOne = (ids: readonly number[]) =>
    evaluate(
      reader,
      ids.map((customerId) => ({ customerId, at })),
      model,
    );
  if (customerIds.length < fewest || model.durability.periods > mostPeriods) return oneByOne(customerIds);
  const plan = valuePlan(model, at.getTime());
  const facts = await readFacts(reader, customerIds, plan);
  const single = await oneByOne(customerIds.filter((_, slot) => facts.wayOf(slot) === 'single'));
  let next = 0;
  return customerIds.map((_, slot) => {
    const way = facts.wayOf(slot);
    if (way === 'columns') return valueNumbers(plan, facts.inputsOf(slot));
    return way === 'single' ? (single[next++] ?? null) : null;
  });
}
