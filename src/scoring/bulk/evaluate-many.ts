import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Reader } from '../../sdk';
import { type ModelDocument, type ValueNumbers, valueNumbers, valuePlan } from '../../value';
import { evaluate } from '../evaluate';
import { type EvidencePart, readEvidenceColumns } from './bulk-evidence.store';
import { customerRuns } from './customer-runs';
import { factsOf, type SaidEvidence } from './facts';

/** Below this number of customers, statements that look at each of them are as quick. */
const fewest = 32;

/** Periods are counted as bits of one integer. */
const mostPeriods = 62;

/** Customers computed before others have a turn: requests, and the next statement of work beside this one. */
const atOnce = 500;

/** Values in the order of the customers; null for those whose value is not computed. */
export type ManyValues = readonly (ValueNumbers | null)[];

/**
 * Values of many customers at one instant, without their parts: the same bits as {@link evaluate}, from a fixed number of
 * statements whose answers are integers in columns. Customers of whom columns cannot say all (events after the instant,
 * buckets of another shape, integers beyond 2^40) are evaluated one by one. The customers must be locked: the statements
 * may see different snapshots of the database.
 */
export async function evaluateMany(
  reader: Reader,
  customerIds: readonly number[],
  at: Date,
  model: ModelDocument,
): Promise<ManyValues> {
  const compute = await readForMany(reader, customerIds, at, model);
  return compute();
}

/** @param said what hooks have said of the customers, where that was not read */
export type Compute = (said?: SaidEvidence) => Promise<ManyValues>;

/** The same in two steps: what the database does, and what this process does. */
export async function readForMany(
  reader: Reader,
  customerIds: readonly number[],
  at: Date,
  model: ModelDocument,
  part: EvidencePart = 'whole',
): Promise<Compute> {
  const oneByOne = (ids: readonly number[]) =>
    evaluate(
      reader,
      ids.map((customerId) => ({ customerId, at })),
      model,
    );
  if (!isColumnar(customerIds, model)) return () => oneByOne(customerIds);
  const plan = valuePlan(model, at.getTime());
  const columns = await readEvidenceColumns(reader, customerRuns(customerIds), plan, part);
  return async (said) => {
    if (part === 'besideSaid' && said === undefined) throw new RangeError('Nobody says what the values are made of.');
    const facts = await factsOf(reader, customerIds, plan, columns, said);
    const single = await oneByOne(customerIds.filter((_, slot) => facts.wayOf(slot) === 'single'));
    const values: (ValueNumbers | null)[] = [];
    let next = 0;
    for (let slot = 0; slot < customerIds.length; slot += 1) {
      if (slot % atOnce === 0) await letOthersRun();
      const way = facts.wayOf(slot);
      if (way === 'columns') values.push(valueNumbers(plan, facts.inputsOf(slot)));
      else values.push(way === 'single' ? (single[next++] ?? null) : null);
    }
    return values;
  };
}

const isColumnar = (customerIds: readonly number[], { durability }: ModelDocument): boolean =>
  customerIds.length >= fewest && durability.periods <= mostPeriods;
