import { coreOwnerId, type Registry } from '../kernel';
import { beginsWith, pascalCase } from '../kernel/check/names';

/**
 * Whose batch function answers a field: who contributes it, or whose type it stands on. The types of a plugin begin with its
 * name; of two plugins that fit, the longer name is meant.
 */
export function pluginOfField(registry: Pick<Registry, 'fields' | 'plugins'>): (coordinate: string) => string {
  const contributed = new Map(registry.fields.map(({ owner, value }) => [`${value.on}.${value.name}`, owner.id]));
  const prefixes = registry.plugins
    .map(({ manifest: { id } }) => ({ id, prefix: pascalCase(id) }))
    .sort((one, other) => other.prefix.length - one.prefix.length);
  return (coordinate) => {
    const [type = ''] = coordinate.split('.', 1);
    return contributed.get(coordinate) ?? prefixes.find(({ prefix }) => beginsWith(type, prefix))?.id ?? coreOwnerId;
  };
}
