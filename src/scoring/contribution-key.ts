import { type ComponentId, componentIds } from '../value';
import type { ValueRequest } from './value-request';

/** A component, or the index of all. */
export type ValuePart = ComponentId | 'rvi';

/** A value as it was answered: whose, when, by which model. Everything that explains it is computed from this. */
export interface ValueKey {
  readonly request: ValueRequest;
  readonly modelHash: string;
}

/** What a list of contributions explains, and the value it must add up to. */
export interface ContributionKey extends ValueKey {
  readonly part: ValuePart;
  readonly value: number;
}

type Packed = readonly [number, number, number | null, number | null, number | null, string, ...unknown[]];

/** One text per value: the executor gathers the keys of a level by equality. */
export function writeValueKey({ request, modelHash }: ValueKey, ...more: readonly (string | number)[]): string {
  const { customerId, at, knownAt, brandId, actorId } = request;
  const known = knownAt?.getTime() ?? null;
  const packed: Packed = [customerId, at.getTime(), known, brandId ?? null, actorId ?? null, modelHash, ...more];
  return JSON.stringify(packed);
}

export const writeContributionKey = ({ part, value, ...key }: ContributionKey): string =>
  writeValueKey(key, part, value);

/** Reads what {@link writeValueKey} wrote. */
export function readValueKey(text: string): ValueKey {
  const [customerId, at, known, brandId, actorId, modelHash] = JSON.parse(text) as Packed;
  const knownAt = known === null ? null : new Date(known);
  return { request: { customerId, at: new Date(at), knownAt, brandId, actorId }, modelHash };
}

/** Reads what {@link writeContributionKey} wrote. @throws RangeError otherwise */
export function readContributionKey(text: string): ContributionKey {
  const [part, value] = (JSON.parse(text) as unknown[]).slice(6);
  const known = ([...componentIds, 'rvi'] as const).find((id) => id === part);
  if (known === undefined || typeof value !== 'number') throw new RangeError(`"${text}" names no contributions.`);
  return { ...readValueKey(text), part: known, value };
}
