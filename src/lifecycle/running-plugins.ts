import type { Database } from '../db/database';
import { RapportError, type Reader } from '../sdk';
import { lockAlone, lockRunning, pluginsBeingRemoved, unlockRunning, whoRuns } from './running-plugins.store';

/** What somebody is told who would run a plugin whose data go. */
export const removedMeanwhile = (plugin: string): string =>
  `What ${plugin} brought in is being removed. Let \`rapport plugin uninstall ${plugin} --with-data\` come to its end, then install it again.`;

/**
 * Tells everybody at the database which plugins this process runs, for as long as it does: what they brought in cannot be
 * removed meanwhile. Of those whose data are being removed nobody is told, they must not run.
 *
 * @param onRemoved told of plugins whose removal began while the connection was lost
 * @returns those that must not run
 */
export async function announceRunning(
  database: Pick<Database, 'hold'>,
  plugins: readonly string[],
  onRemoved: (plugins: readonly string[]) => void,
): Promise<readonly string[]> {
  let removed = null as readonly string[] | null;
  await database.hold(async (session) => {
    const known = removed;
    removed = await runningBut(session, plugins);
    const late = removed.filter((plugin) => known?.includes(plugin) === false);
    if (late.length > 0) onRemoved(late);
  });
  return removed ?? [];
}

/** A removal is written down under the lock that is taken here: whoever comes second sees the other. */
async function runningBut(session: Reader, plugins: readonly string[]): Promise<readonly string[]> {
  const taken = await lockRunning(session, plugins);
  const held = plugins.filter((plugin) => !taken.includes(plugin));
  const going = await pluginsBeingRemoved(session, held);
  await unlockRunning(session, going);
  return [...taken, ...going];
}

/**
 * Why nobody can be let to remove what a plugin brought in; null when it runs nowhere, and from then on until the transaction
 * ends. Takes the writer of a transaction.
 */
export async function runningObstacle(writer: Reader, plugin: string): Promise<RapportError | null> {
  if (await lockAlone(writer, plugin)) return null;
  const places = await whoRuns(writer, plugin);
  const from = [...new Set(places)].join(', ');
  const [who, them] = places.length === 1 ? ['A process runs', 'it'] : [`${places.length} processes run`, 'them'];
  return new RapportError(
    'PLUGIN_RUNNING',
    `${who} the plugin ${plugin}, connected from ${from}. Stop ${them}, or start ${them} anew without the plugin (--without ${plugin}); then ask again.`,
    { plugin, places },
  );
}
