import satisfies from 'semver/functions/satisfies';
import valid from 'semver/functions/valid';
import validRange from 'semver/ranges/valid';
import type { Fault } from '../fault';
import { faultOf, type PluginCheck, type PluginContributor } from './contributor';

/** Form of id and version, and whether the plugin is made for this platform. */
export const checkIdentity: PluginCheck = (plugin, { platformVersion }) => {
  const { id, version, engine } = plugin.manifest;
  const faults: Fault[] = [];
  if (!/^(?=.{2,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id === 'core') {
    const message = `"${id}" is no plugin id. Use 2 to 40 characters: lower-case words joined by hyphens, not "core".`;
    faults.push(faultOf(plugin, 'PLUGIN_ID_INVALID', id, message));
  }
  if (valid(version) === null) {
    const message = `The version "${version}" is not a semantic version. Write one such as 1.2.3.`;
    faults.push(faultOf(plugin, 'PLUGIN_VERSION_INVALID', version, message));
  }
  if (validRange(engine) === null) {
    const message = `The engine "${engine}" is not a version range. Write one such as ^${platformVersion}.`;
    faults.push(faultOf(plugin, 'PLUGIN_ENGINE_INVALID', engine, message));
  } else if (!satisfies(platformVersion, engine, { includePrerelease: true })) {
    const message = `It is made for platform ${engine}; this one is ${platformVersion}. Install a version of it made for this platform; of one that works with this platform, widen the range.`;
    faults.push(faultOf(plugin, 'PLUGIN_ENGINE_MISMATCH', engine, message));
  }
  return faults;
};

/** The first plugin of each id goes on to the other checks; what a second one brings would only repeat the news. */
export function splitDuplicates(plugins: readonly PluginContributor[]): {
  readonly first: readonly PluginContributor[];
  readonly faults: readonly Fault[];
} {
  const first = new Map<string, PluginContributor>();
  const faults: Fault[] = [];
  for (const plugin of plugins) {
    const { id, title, version } = plugin.manifest;
    const other = first.get(id)?.manifest;
    if (other === undefined) {
      first.set(id, plugin);
      continue;
    }
    const message = `"${other.title}" ${other.version} and "${title}" ${version} both have the id "${id}". Remove one of them.`;
    faults.push(faultOf(plugin, 'PLUGIN_ID_DUPLICATE', id, message, id));
  }
  return { first: [...first.values()], faults };
}
