import {
  countData,
  type Removal,
  readKnownPlugin,
  removalObstacles,
  removeData,
  requestRemoval,
} from '../../lifecycle';
import { RapportError } from '../../sdk';
import { systemClock } from '../../shared/clock';
import { showProgress } from '../import/progress';
import { beginChange, type Change, checkChange, done, lookIntoDatabase, showDiff, withPlatform } from './change';
import { entryCalled, type ListEntry, writePluginList } from './plugin-list';

interface Options {
  readonly withData?: true;
  readonly by: string;
  readonly dryRun?: true;
}

/**
 * Takes a plugin off the list, and with --with-data everything that it brought in out of the database; what is already off
 * the list can still be removed.
 *
 * @throws RapportError NOT_FOUND; CONFLICT when others require it; with --with-data LEGAL_HOLD when data must be kept,
 * PLUGIN_RUNNING while a process runs it
 */
export async function uninstallPlugin(id: string, { withData, by, dryRun }: Options): Promise<void> {
  const change = beginChange();
  const { entries } = change.list;
  const entry = entryCalled(entries, id);
  const changed = entries.filter((each) => each !== entry);
  const plugin = await idOf(change, entry, id);
  if (entry === undefined && withData !== true) throw new RapportError('NOT_FOUND', `The list has no plugin ${id}.`);
  await checkChange(change, changed, -1);
  if (entry !== undefined) showDiff(change, changed);
  if (withData === true) await showCounts(change, plugin);
  if (dryRun === true && withData === true && !(await mayGo(change, plugin))) return;
  if (dryRun === true) return done(`Would uninstall ${plugin}. Nothing was changed.`);
  const write = (): void => {
    if (entry !== undefined) writePluginList(change.list, changed);
  };
  if (withData !== true) {
    write();
    return done(`Uninstalled ${plugin}. Its data stay; servers leave it out after their next start.`);
  }
  const removal = await removeAll(change, changed, { plugin, by, write });
  done(`Uninstalled ${plugin} and removed its data of ${removal.customersDone} customers (receipt ${removal.id}).`);
}

/** The list may know it by its package only. @throws RapportError NOT_FOUND for a name that nothing here has ever had */
async function idOf(change: Change, entry: ListEntry | undefined, name: string): Promise<string> {
  if (typeof entry === 'object' && entry.id !== undefined) return entry.id;
  const named = change.config.plugins.find(({ use }) => use === (typeof entry === 'string' ? entry : entry?.use));
  if (named?.id !== undefined) return named.id;
  const known = await lookIntoDatabase(change, (database) => readKnownPlugin(database.reader(), name));
  if (known !== null || entry !== undefined) return known?.id ?? name;
  throw new RapportError('NOT_FOUND', `No plugin ${name} is on the list, and none has run here.`);
}

async function showCounts(change: Change, plugin: string): Promise<void> {
  const counts = await lookIntoDatabase(change, (database) => countData(database.reader(), plugin));
  for (const [table, rows] of Object.entries(counts)) {
    if (rows > 0) done(`${String(rows).padStart(10)}  ${table}`);
  }
}

/** Tells whatever would refuse the removal; the command fails then. */
async function mayGo(change: Change, plugin: string): Promise<boolean> {
  const obstacles = await lookIntoDatabase(change, (database) =>
    database.transaction((writer) => removalObstacles(writer, plugin, systemClock.now())),
  );
  for (const { code, message } of obstacles) done(`${code}: ${message}`);
  if (obstacles.length === 0) return true;
  done('Nothing was changed.');
  process.exitCode = 1;
  return false;
}

/** Holds refuse it before the list is changed; with the list changed no start brings the plugin back meanwhile. */
function removeAll(
  change: Change,
  changed: readonly ListEntry[],
  { plugin, by, write }: { readonly plugin: string; readonly by: string; readonly write: () => void },
): Promise<Removal> {
  return withPlatform(change, changed, async ({ removal: services }) => {
    const id = await requestRemoval(services, { plugin, by });
    write();
    const progress = showProgress(process.stderr, 'remove');
    try {
      return await removeData(services, id, {
        onProgress: ({ position, lastCustomerId, customersDone }) =>
          progress.update(position / Math.max(1, lastCustomerId), customersDone),
      });
    } finally {
      progress.stop();
    }
  });
}
