import { pluginSchema } from '../../db/plugin-migrations';
import type { Registry } from '../../kernel';
import { RapportError, type Writer } from '../../sdk';
import { eraseFromPlugin } from '../plugin-data';
import type { Removal } from './erase';
import { pluginSchemas, rowsInPlugins } from './plugin-tables.store';

const schemaOf = pluginSchema;

/**
 * Lets each plugin with tables remove what it holds, and looks for itself whether anything is left, also of plugins that do
 * not run.
 *
 * @throws RapportError ERASURE_INCOMPLETE; PluginFault when a plugin fails: nothing is erased then
 */
export async function erasePlugins(
  writer: Writer,
  registry: Pick<Registry, 'storage'>,
  customerId: number,
): Promise<readonly Removal[]> {
  const { storage } = registry;
  await refuseAbsent(writer, [...storage.keys()].map(schemaOf), customerId);
  const removals: Removal[] = [];
  for (const [plugin, { owner }] of [...storage].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const schema = schemaOf(plugin);
    const before = await rowsInPlugins(writer, [schema], customerId);
    const rows = await eraseFromPlugin(registry, writer, { plugin, customerId });
    const left = [...(await rowsInPlugins(writer, [schema], customerId))].filter(([, count]) => count > 0);
    if (left.length > 0) {
      const told = left.map(([table, count]) => `${count} rows in ${table}`).join(', ');
      throw new RapportError('ERASURE_INCOMPLETE', `The plugin ${plugin} left ${told}. Nothing was erased.`);
    }
    removals.push({
      contributor: plugin,
      version: owner.version,
      removed: { [schema]: rows, ...Object.fromEntries(before) },
    });
  }
  return removals;
}

/** What a plugin that does not run holds, only it can remove: a person is not told to be erased while something is left. */
async function refuseAbsent(writer: Writer, running: readonly string[], customerId: number): Promise<void> {
  const absent = (await pluginSchemas(writer)).filter((schema) => !running.includes(schema));
  const left = [...(await rowsInPlugins(writer, absent, customerId))].filter(([, count]) => count > 0);
  if (left.length === 0) return;
  const told = left.map(([table, count]) => `${count} rows in ${table}`).join(', ');
  throw new RapportError(
    'ERASURE_INCOMPLETE',
    `A plugin that does not run holds ${told}. Nothing was erased; start it, or uninstall it with its data.`,
  );
}
