import type { Contributions, Plugin } from '../sdk';
import type { Owned, Owner, Registry } from './registry';

/** Who owns what the core features contribute. */
export const coreOwnerId = 'core';

/** Merges checked contributions into the frozen registry. Plugins stand in the order of their ids. */
export function mergeRegistry(input: {
  readonly platformVersion: string;
  readonly coreModules: readonly Contributions[];
  readonly plugins: readonly Plugin[];
}): Registry {
  const plugins = [...input.plugins].sort((one, other) => (one.manifest.id < other.manifest.id ? -1 : 1));
  const core: Owner = Object.freeze({ id: coreOwnerId, version: input.platformVersion });
  const parts: readonly Part[] = [
    ...input.coreModules.map((contributions) => ({ owner: core, contributions })),
    ...plugins.map(({ manifest, contributions }) => ({
      owner: Object.freeze({ id: manifest.id, version: manifest.version }),
      contributions,
    })),
  ];
  const all = <T>(slot: (contributions: Contributions) => readonly T[] | undefined): readonly Owned<T>[] =>
    Object.freeze(
      parts.flatMap(({ owner, contributions }) =>
        (slot(contributions) ?? []).map((value) => Object.freeze({ owner, value })),
      ),
    );
  const one = <T>(slot: (contributions: Contributions) => T | undefined): ReadonlyMap<string, Owned<T>> =>
    keyed(
      all((contributions) => listOf(slot(contributions))),
      ({ owner }) => owner.id,
    );
  return Object.freeze({
    plugins: Object.freeze(plugins),
    channels: keyed(
      all(({ channels }) => channels),
      ({ value }) => value.id,
    ),
    interactionTypes: keyed(
      all(({ interactions }) => interactions),
      ({ value }) => value.id,
    ),
    signals: keyed(
      all(({ signals }) => signals),
      ({ value }) => value.id,
    ),
    costs: keyed(
      all(({ costs }) => costs),
      ({ value }) => value.eventType,
    ),
    adoption: keyed(
      all(({ adoption }) => adoption),
      ({ value }) => value.evidence,
    ),
    hooks: one(({ score }) => score),
    webHooks: keyed(
      all(({ webHooks }) => webHooks),
      ({ owner, value }) => `${owner.id}/${value.id}`,
    ),
    importers: keyed(
      all(({ importers }) => importers),
      ({ value }) => value.id,
    ),
    measures: keyed(
      all(({ measures }) => measures),
      ({ value }) => value.id,
    ),
    jobs: keyed(
      all(({ jobs }) => jobs),
      ({ value }) => value.id,
    ),
    storage: one(({ storage }) => storage),
    fields: all(({ fields }) => fields),
    types: all(({ types }) => types),
    resolvers: all(({ resolvers }) => resolvers),
  });
}

interface Part {
  readonly owner: Owner;
  readonly contributions: Contributions;
}

function listOf<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

function keyed<T>(items: readonly Owned<T>[], keyOf: (item: Owned<T>) => string): ReadonlyMap<string, Owned<T>> {
  return new FrozenMap(items.map((item) => [keyOf(item), item] as const));
}

/** A map that refuses changes; freezing alone does not keep a Map from being changed. */
class FrozenMap<Key, Value> extends Map<Key, Value> {
  constructor(entries: readonly (readonly [Key, Value])[]) {
    super();
    for (const [key, value] of entries) super.set(key, value);
    Object.freeze(this);
  }

  override set(): this {
    throw new TypeError(refusal);
  }

  override delete(): boolean {
    throw new TypeError(refusal);
  }

  override clear(): void {
    throw new TypeError(refusal);
  }
}

const refusal = 'The registry is frozen: contributions are declared, never added while running.';
