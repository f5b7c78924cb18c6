import { RapportError, type Reader } from '../sdk';
import { alignByKey } from '../shared/batch-by-key';
import { type ComponentId, componentIds, type Grade } from '../value';
import { type ValueKey, writeContributionKey, writeValueKey } from './contribution-key';
import { evaluateKeys } from './evaluate-keys';
import type { ModelInForce } from './model';
import type { ModelLibrary } from './model-library';
import { readSnapshots, type Snapshot } from './snapshot.store';
import type { ValueRequest } from './value-request';

/** A customer's relationship value as the API shows it. */
export interface RelationshipValueData {
  readonly rvi: number;
  /** The same as `rvi`. */
  readonly value: number;
  readonly grade: Grade;
  /** The instant the value, and every contribution to it, is computed at. */
  readonly computedAt: Date;
  /** Null: everything that was known when it was computed. */
  readonly knownAt: Date | null;
  readonly modelVersion: string;
  readonly modelName: string;
  readonly components: readonly ComponentData[];
  /** Names what explanations, intervals and differences are computed from. */
  readonly valueKey: string;
  readonly contributionKey: string;
}

export interface ComponentData {
  readonly id: ComponentId;
  readonly value: number;
  /** Names what contributions explain. */
  readonly contributionKey: string;
}

export interface ValueQuestion {
  readonly customerIds: readonly number[];
  /** The instant asked for; null for the stored value, computed at `now` where it is outdated. */
  readonly asOf: Date | null;
  readonly knownAt?: Date | null;
  /** Hash of a value model; absent: the model in force. */
  readonly model?: string | null;
  readonly brandId?: number | null;
  readonly actorId?: number | null;
  readonly now: Date;
}

/**
 * Relationship values in the order of the customers; null where none is computed. One statement for stored values, some
 * more when a value has to be computed.
 *
 * @throws RapportError BAD_INPUT for an instant outside the years 1900 to 2999; NOT_FOUND for an unknown model
 */
export async function readValues(
  reader: Reader,
  question: ValueQuestion,
  models: ModelLibrary,
): Promise<readonly (RelationshipValueData | null)[]> {
  const { customerIds, now } = question;
  if (!isStored(question)) return exactValues(reader, customerIds.map(requestOf(question)), question, models);
  const { inForce } = models;
  const snapshots = await readSnapshots(reader, customerIds, inForce.hash);
  const outdated = snapshots.filter(({ current }) => !current).map(({ customer_id }) => customer_id);
  const requests = outdated.map((customerId) => ({ customerId, at: now }));
  const exact = await exactValues(reader, requests, question, models);
  const exactById = new Map(outdated.map((customerId, index) => [customerId, exact[index] ?? null]));
  return alignByKey(customerIds, snapshots, ({ customer_id }) => customer_id).map((snapshot) => {
    if (snapshot === null) return null;
    return snapshot.current ? storedValue(snapshot, inForce) : (exactById.get(snapshot.customer_id) ?? null);
  });
}

const isStored = ({ asOf, knownAt, model, brandId, actorId }: ValueQuestion): boolean =>
  (asOf ?? knownAt ?? model ?? brandId ?? actorId ?? null) === null;

function requestOf({ asOf, knownAt, brandId, actorId, now }: ValueQuestion): (customerId: number) => ValueRequest {
  const at = asOf === null ? now : checkedInstant('asOf', asOf);
  const known = knownAt === null || knownAt === undefined ? null : checkedInstant('knownAt', knownAt);
  return (customerId) => ({ customerId, at, knownAt: known, brandId: brandId ?? null, actorId: actorId ?? null });
}

export function checkedInstant(name: string, instant: Date): Date {
  const year = instant.getUTCFullYear();
  if (year >= 1900 && year <= 2999) return instant;
  throw new RapportError('BAD_INPUT', `${name} must lie within the years 1900 to 2999, not in ${year}.`);
}

async function exactValues(
  reader: Reader,
  requests: readonly ValueRequest[],
  { model }: ValueQuestion,
  models: ModelLibrary,
): Promise<readonly (RelationshipValueData | null)[]> {
  const used = await models.byHash(reader, model ?? models.inForce.hash);
  const keys = requests.map((request): ValueKey => ({ request, modelHash: used.hash }));
  const evaluated = await evaluateKeys(reader, keys, models);
  return evaluated.map((value) => {
    if (value === null) return null;
    const { components, rvi, grade, request } = value.evaluation;
    return relationshipValue({ request, components, rvi, grade }, used);
  });
}

function storedValue(snapshot: Snapshot, model: ModelInForce): RelationshipValueData {
  const { customer_id, computed_at, rvi, grade } = snapshot;
  return relationshipValue(
    { request: { customerId: customer_id, at: computed_at }, components: snapshot, rvi, grade },
    model,
  );
}

interface Computed {
  readonly request: ValueRequest;
  readonly components: Readonly<Record<ComponentId, number>>;
  readonly rvi: number;
  readonly grade: Grade;
}

function relationshipValue({ request, components, rvi, grade }: Computed, model: ModelInForce): RelationshipValueData {
  const key: ValueKey = { request, modelHash: model.hash };
  return {
    rvi,
    value: rvi,
    grade,
    computedAt: request.at,
    knownAt: request.knownAt ?? null,
    modelVersion: model.hash,
    modelName: model.name,
    components: componentIds.map((id) => ({
      id,
      value: components[id],
      contributionKey: writeContributionKey({ ...key, part: id, value: components[id] }),
    })),
    valueKey: writeValueKey(key),
    contributionKey: writeContributionKey({ ...key, part: 'rvi', value: rvi }),
  };
}
