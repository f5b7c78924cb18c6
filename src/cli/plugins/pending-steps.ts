import { pluginSchema } from '../../db/plugin-migrations';
import { loadPlugins } from '../../kernel';
import type { Plugin, Reader } from '../../sdk';
import { platformDirectory } from '../../shared/platform';
import { type Change, lookIntoDatabase } from './change';
import { choicesOf, type ListEntry } from './plugin-list';
import { appliedSteps } from './plugin-state.store';

/** The plugin at a place of the list, configured; null when it cannot be. */
export async function pluginAt({ list }: Change, changed: readonly ListEntry[], place: number): Promise<Plugin | null> {
  const choice = choicesOf(list, changed)[place];
  if (choice === undefined) return null;
  const { loaded } = await loadPlugins([choice], { workingDirectory: process.cwd(), platformDirectory });
  return loaded[0]?.plugin ?? null;
}

/** Migrations of the plugin that have not run here. */
export async function pendingSteps(
  change: Change,
  changed: readonly ListEntry[],
  place: number,
): Promise<readonly string[]> {
  const plugin = await pluginAt(change, changed, place);
  if (plugin?.contributions.storage === undefined) return [];
  return lookIntoDatabase(change, (database) => pendingOf(database.reader(), plugin));
}

export async function pendingOf(reader: Reader, { manifest, contributions }: Plugin): Promise<readonly string[]> {
  const applied = await appliedSteps(reader, pluginSchema(manifest.id));
  const steps = contributions.storage?.migrations ?? [];
  return steps.filter(({ name }) => !applied.has(name)).map(({ name }) => `${manifest.id}/${name}`);
}
