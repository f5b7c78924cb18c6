import { RapportError, type Reader } from '../sdk';
import { alignByKey } from '../shared/batch-by-key';
import type { ComponentId, Grade } from '../value';
import { type ContributionKey, writeContributionKey } from './contribution-key';
import { evaluate } from './evaluate';
import type { ModelInForce } from './model';
import { readSnapshots, type Snapshot } from './snapshot.store';

/** A customer's relationship value as the API shows it. */
export interface RelationshipValueData {
  readonly value: number;
  readonly grade: Grade;
  /** The instant the value, and every contribution to it, is computed at. */
  readonly computedAt: Date;
  readonly modelVersion: string;
  readonly modelName: string;
  readonly components: readonly ComponentData[];
}

export interface ComponentData {
  readonly id: ComponentId;
  readonly value: number;
  /** Names what {@link readContributions} explains. */
  readonly contributionKey: string;
}

export interface ValueQuestion {
  readonly customerIds: readonly number[];
  /** The instant asked for; null for the stored value, computed at `now` where it is outdated. */
  readonly asOf: Date | null;
  readonly now: Date;
}

/**
 * Relationship values in the order of the customers; null where none is computed. One statement, two when some of the
 * stored values are outdated.
 *
 * @throws RapportError BAD_INPUT for an instant outside the years 1900 to 2999
 */
export async function readValues(
  reader: Reader,
  { customerIds, asOf, now }: ValueQuestion,
  model: ModelInForce,
): Promise<readonly (RelationshipValueData | null)[]> {
  if (asOf !== null) return exactValues(reader, customerIds, checkedInstant(asOf), model);
  const snapshots = await readSnapshots(reader, customerIds, model.hash);
  const outdated = snapshots.filter(({ current }) => !current).map(({ customer_id }) => customer_id);
  const exact = await exactValues(reader, outdated, now, model);
  const exactById = new Map(outdated.map((customerId, index) => [customerId, exact[index] ?? null]));
  return alignByKey(customerIds, snapshots, ({ customer_id }) => customer_id).map((snapshot) => {
    if (snapshot === null) return null;
    return snapshot.current ? storedValue(snapshot, model) : (exactById.get(snapshot.customer_id) ?? null);
  });
}

function checkedInstant(asOf: Date): Date {
  const year = asOf.getUTCFullYear();
  if (year >= 1900 && year <= 2999) return asOf;
  throw new RapportError('BAD_INPUT', `asOf must lie within the years 1900 to 2999, not in ${year}.`);
}

async function exactValues(reader: Reader, customerIds: readonly number[], at: Date, model: ModelInForce) {
  const evaluations = await evaluate(
    reader,
    customerIds.map((customerId) => ({ customerId, at })),
    model.document,
  );
  return evaluations.map((evaluation) => {
    if (evaluation === null) return null;
    const { customerId, engagement, grade } = evaluation;
    return relationshipValue({ customerId, at, engagement: engagement.value, grade }, model);
  });
}

function storedValue({ customer_id, computed_at, engagement, grade }: Snapshot, model: ModelInForce) {
  return relationshipValue({ customerId: customer_id, at: computed_at, engagement, grade }, model);
}

interface Computed {
  readonly customerId: number;
  readonly at: Date;
  readonly engagement: number;
  readonly grade: Grade;
}

function relationshipValue(
  { customerId, at, engagement, grade }: Computed,
  model: ModelInForce,
): RelationshipValueData {
  const component = (id: ComponentId, value: number): ComponentData => {
    const key: ContributionKey = { customerId, at, component: id, value };
    return { id, value, contributionKey: writeContributionKey(key) };
  };
  return {
    value: engagement,
    grade,
    computedAt: at,
    modelVersion: model.hash,
    modelName: model.name,
    components: [component('engagement', engagement)],
  };
}
