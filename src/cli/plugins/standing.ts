import { beginChange, checkBesideDatabase, checkChange, done, entryOf, refuse, showDiff, withPlatform } from './change';
import { pendingSteps } from './pending-steps';
import { withMembers, writePluginList } from './plugin-list';

interface Options {
  readonly dryRun?: true;
}

/** Takes a plugin's types, fields and doors away; what it brought in stays. @throws RapportError CONFLICT, NOT_FOUND */
export async function disablePlugin(id: string, { dryRun }: Options): Promise<void> {
  const change = beginChange();
  const entry = entryOf(change, id);
  const changed = withMembers(change.list.entries, entry, { id, enabled: false });
  await checkChange(change, changed, change.list.entries.indexOf(entry));
  showDiff(change, changed);
  if (dryRun === true) return done(`Would switch ${id} off. Nothing was changed.`);
  writePluginList(change.list, changed);
  done(`Switched ${id} off. Its data stay; servers leave it out after their next start.`);
}

/** Switches a plugin on again, if it can run. @throws RapportError CONFLICT, NOT_FOUND */
export async function enablePlugin(id: string, { dryRun }: Options): Promise<void> {
  const change = beginChange();
  const entry = entryOf(change, id);
  const place = change.list.entries.indexOf(entry);
  const changed = withMembers(change.list.entries, entry, { enabled: undefined });
  const { boot, report } = await checkChange(change, changed, place);
  if (report === undefined || report.state !== 'running') return report === undefined ? undefined : refuse(report);
  showDiff(change, changed);
  const migrations = dryRun === true ? 'tried' : 'left';
  const beside = await checkBesideDatabase(change, boot, { place, migrations });
  if (beside !== undefined && beside.state !== 'running') return refuse(beside);
  for (const step of await pendingSteps(change, changed, place)) done(`migration ${step}`);
  if (dryRun === true) return done(`Would switch ${id} on. Nothing was changed.`);
  const outcome = await withPlatform(change, changed, async ({ bootReport }) => bootReport[place]);
  if (outcome === undefined || outcome.state !== 'running') return outcome === undefined ? undefined : refuse(outcome);
  writePluginList(change.list, changed);
  done(`Switched ${id} on. Servers run it after their next start.`);
}
