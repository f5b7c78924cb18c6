import type { AdoptionDeclaration, Contributions, CostDeclaration, Plugin, WebHookAdapter } from '../sdk';
import type { AbsentPlugin, Owned, Owner, Registry } from './registry';

/** Who owns what the core features contribute. */
export const coreOwnerId = 'core';

interface RegistryInput {
  readonly platformVersion: string;
  readonly coreModules: readonly Contributions[];
  readonly plugins: readonly Plugin[];
  readonly absent?: readonly AbsentPlugin[];
}

/** Merges checked contributions into the frozen registry. Plugins stand in the order of their ids. */
export function mergeRegistry(input: RegistryInput): Registry {
  const plugins = [...input.plugins].sort((one, other) => (one.manifest.id < other.manifest.id ? -1 : 1));
  const parts = partsOf({ ...input, plugins });
  const all = <T>(slot: (contributions: Contributions) => readonly T[] | undefined): readonly Owned<T>[] =>
    Object.freeze(
      parts.flatMap(({ owner, contributions }) =>
        (slot(contributions) ?? []).map((value) => Object.freeze({ owner, value })),
      ),
    );
  const by = <T>(slot: (contributions: Contributions) => readonly T[] | undefined, keyOf: (item: Owned<T>) => string) =>
    new FrozenMap(all(slot).map((item) => [keyOf(item), item]));
  const one = <T>(slot: (contributions: Contributions) => T | undefined) =>
    by((contributions) => listOf(slot(contributions)), ownerOf);
  return Object.freeze({
    plugins: Object.freeze(plugins),
    absent: Object.freeze([...(input.absent ?? [])]),
    channels: by(({ channels }) => channels, idOf),
    interactionTypes: by(({ interactions }) => interactions, idOf),
    signals: by(({ signals }) => signals, idOf),
    costs: by(({ costs }) => costs, eventTypeOf),
    adoption: by(({ adoption }) => adoption, evidenceOf),
    hooks: one(({ score }) => score),
    batchHooks: one(({ scoreBatch }) => scoreBatch),
    webHooks: by(({ webHooks }) => webHooks, addressOf),
    importers: by(({ importers }) => importers, idOf),
    measures: by(({ measures }) => measures, idOf),
    jobs: by(({ jobs }) => jobs, idOf),
    storage: one(({ storage }) => storage),
    fields: all(({ fields }) => fields),
    types: all(({ types }) => types),
    resolvers: all(({ resolvers }) => resolvers),
  });
}

function partsOf({ platformVersion, coreModules, plugins }: RegistryInput): readonly Part[] {
  const core: Owner = Object.freeze({ id: coreOwnerId, version: platformVersion });
  const ofPlugins = plugins.map(({ manifest, contributions }) => ({
    owner: Object.freeze({ id: manifest.id, version: manifest.version }),
    contributions,
  }));
  return [...coreModules.map((contributions) => ({ owner: core, contributions })), ...ofPlugins];
}

interface Part {
  readonly owner: Owner;
  readonly contributions: Contributions;
}

function listOf<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

const idOf = ({ value }: Owned<{ readonly id: string }>): string => value.id;
const ownerOf = ({ owner }: Owned<unknown>): string => owner.id;
const eventTypeOf = ({ value }: Owned<CostDeclaration>): string => value.eventType;
const evidenceOf = ({ value }: Owned<AdoptionDeclaration>): string => value.evidence;
const addressOf = ({ owner, value }: Owned<WebHookAdapter>): string => `${owner.id}/${value.id}`;

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
