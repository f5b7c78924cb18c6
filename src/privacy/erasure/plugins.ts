import { pluginSchema } from '../../db/plugin-migrations';
import type { Registry } from '../../kernel';
import { RapportError, type Writer } from '../../sdk';
import type { Removal } from './erase';
import { rowsInPlugins } from './plugin-tables.store';

const schemaOf = pluginSchema;

/**
 * Lets each plugin with tables remove what it holds, and looks for itself whether anything is left.
 *
 * @throws RapportError ERASURE_INCOMPLETE
 */
export async function erasePlugins(
  writer: Writer,
  { storage }: Pick<Registry, 'storage'>,
  customerId: number,
): Promise<readonly Removal[]> {
  const removals: Removal[] = [];
  for (const [plugin, { owner, value }] of [...storage].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const schema = schemaOf(plugin);
    const before = await rowsInPlugins(writer, [schema], customerId);
    const rows = await value.subjectData.erase(customerId, writer);
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
