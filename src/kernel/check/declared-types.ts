import type { Fault } from '../fault';
import type { MetadataIndex } from '../graphql/metadata-index';
import { baseTypes, reachableTypes, rootAt, rootsOf } from '../graphql/reachable-types';
import type { TypeKey, TypeView } from '../graphql/type-view';
import { type Contributor, faultOf } from './contributor';

/** The GraphQL types each contributor brings, whether listed in a slot or only reached from a field. */
export interface DeclaredTypes {
  readonly core: ReadonlyMap<TypeKey, TypeView>;
  /** By plugin id, without the types of the core. */
  readonly plugins: ReadonlyMap<string, ReadonlyMap<TypeKey, TypeView>>;
  /** Types that cannot be read. */
  readonly faults: readonly Fault[];
}

export function declaredTypes(core: Contributor, plugins: readonly Contributor[], index: MetadataIndex): DeclaredTypes {
  const base = baseTypes.map((type) => rootAt('', type));
  const ofCore = reachableTypes([...base, ...rootsOf(core.contributions, index)], index);
  const ofPlugins = plugins.map((plugin) => {
    const { types, faults } = reachableTypes(rootsOf(plugin.contributions, index), index);
    const own = new Map([...types].filter(([key]) => !ofCore.types.has(key)));
    return { plugin, own, faults };
  });
  const all = [{ plugin: core, faults: ofCore.faults }, ...ofPlugins];
  return {
    core: ofCore.types,
    plugins: new Map(ofPlugins.map(({ plugin, own }) => [plugin.id, own])),
    faults: all.flatMap(({ plugin, faults }) =>
      faults.map(({ subject, reason }) =>
        faultOf(plugin, 'TYPE_INVALID', subject, `The GraphQL type of ${subject} cannot be read: ${reason}.`),
      ),
    ),
  };
}

/** The named type among the contributor's own types or the core's; null when neither has it. */
export function typeNamed(types: DeclaredTypes, contributor: string, name: string): TypeView | null {
  const own = types.plugins.get(contributor) ?? new Map<TypeKey, TypeView>();
  return [...own.values(), ...types.core.values()].find((view) => view.name === name) ?? null;
}
