import satisfies from 'semver/functions/satisfies';
import validRange from 'semver/ranges/valid';
import type { Fault } from '../fault';
import { type CheckContext, type CommonCheck, faultOf, type PluginContributor } from './contributor';

/** Whether every plugin has the plugins it requires, in versions it can work with, and without circles. */
export const checkRequirements: CommonCheck = (context) => [
  ...context.plugins.flatMap((plugin) => unmet(plugin, context)),
  ...cycles(context.plugins),
];

function unmet(plugin: PluginContributor, { plugins, absent }: CheckContext): readonly Fault[] {
  return Object.entries(plugin.manifest.requires ?? {}).flatMap(([id, range]) => {
    if (validRange(range) === null) {
      const message = `The range "${range}" required of "${id}" is not a version range. Write one such as ^1.0.0.`;
      return [faultOf(plugin, 'PLUGIN_REQUIREMENT_INVALID', id, message)];
    }
    const found = plugins.find((each) => each.id === id);
    const reason = absent.get(id);
    if (found === undefined && reason !== undefined) {
      const message = `It requires the plugin "${id}" ${range}, which does not run: ${reason} Put that right, or remove this one.`;
      return [faultOf(plugin, 'PLUGIN_REQUIREMENT_LEFT_OUT', id, message, id)];
    }
    if (found === undefined) {
      const message = `It requires the plugin "${id}" ${range}, which is not configured. Add it, or remove this one.`;
      return [faultOf(plugin, 'PLUGIN_REQUIREMENT_MISSING', id, message)];
    }
    const { version } = found.manifest;
    if (satisfies(version, range, { includePrerelease: true })) return [];
    const message = `It requires "${id}" ${range}, but version ${version} is configured. Change one of the two.`;
    return [faultOf(plugin, 'PLUGIN_REQUIREMENT_MISMATCH', id, message, id)];
  });
}

/** Each circle once, told from the plugin whose id comes first. */
function cycles(plugins: readonly PluginContributor[]): readonly Fault[] {
  const byId = new Map(plugins.map((plugin) => [plugin.id, plugin]));
  const requiredBy = (id: string): readonly string[] =>
    Object.keys(byId.get(id)?.manifest.requires ?? {}).filter((required) => byId.has(required));
  return plugins.flatMap((plugin) => {
    const path = pathBack(plugin.id, requiredBy);
    const isFirst = path?.every((id) => id >= plugin.id) ?? false;
    if (path === null || !isFirst) return [];
    const circle = [...path, plugin.id].join(' -> ');
    const message = `The plugins require each other in a circle: ${circle}. Take one of these requirements away.`;
    return [faultOf(plugin, 'PLUGIN_REQUIREMENT_CYCLE', circle, message, path[1] ?? plugin.id)];
  });
}

/** The shortest way from a plugin along requirements back to itself; null when there is none. */
function pathBack(start: string, requiredBy: (id: string) => readonly string[]): readonly string[] | null {
  const visited = new Set<string>();
  let paths: readonly (readonly string[])[] = [[start]];
  while (paths.length > 0) {
    const longer = paths.flatMap((path) => requiredBy(path.at(-1) ?? start).map((next) => [...path, next]));
    const closed = longer.find((path) => path.at(-1) === start);
    if (closed !== undefined) return closed.slice(0, -1);
    paths = longer.filter((path) => !visited.has(path.at(-1) ?? ''));
    for (const path of paths) visited.add(path.at(-1) ?? '');
  }
  return null;
}
