import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { RapportError } from '../../sdk';
import {
  beginChange,
  type Change,
  checkBesideDatabase,
  checkChange,
  done,
  refuse,
  showDiff,
  withPlatform,
} from './change';
import { pendingSteps } from './pending-steps';
import { entryCalled, type ListEntry, writePluginList } from './plugin-list';

interface Options {
  readonly options?: string;
  readonly policy?: 'required' | 'optional';
  readonly dryRun?: true;
}

/** @throws RapportError CONFLICT when it is on the list, or others could not run beside it */
export async function installPlugin(plugin: string, { options, policy, dryRun }: Options): Promise<void> {
  const change = beginChange();
  const use = usedFrom(change, plugin);
  if (entryCalled(change.list.entries, use) !== undefined) {
    throw new RapportError('CONFLICT', alreadyThere(change, plugin));
  }
  const given = { use, ...(options === undefined ? {} : { options: await optionsFrom(options) }), policy };
  const { entries } = change.list;
  const { boot, report } = await checkChange(change, [...entries, entryFrom(given, undefined)], entries.length);
  if (report === undefined || report.state !== 'running') return report === undefined ? undefined : refuse(report);
  const entry = entryFrom(given, report.id);
  const changed = [...entries, entry];
  showDiff(change, changed);
  const migrations = dryRun === true ? 'tried' : 'left';
  const beside = await checkBesideDatabase(change, boot, { place: entries.length, migrations });
  if (beside !== undefined && beside.state !== 'running') return refuse(beside);
  for (const step of await pendingSteps(change, changed, entries.length)) done(`migration ${step}`);
  if (dryRun === true) return done(`Would install ${report.id} ${report.version}. Nothing was changed.`);
  const outcome = await withPlatform(change, changed, async ({ bootReport }) => bootReport[entries.length]);
  if (outcome === undefined || outcome.state !== 'running') return outcome === undefined ? undefined : refuse(outcome);
  writePluginList(change.list, changed);
  done(`Installed ${report.id} ${report.version}. Servers run it after their next start.`);
}

function alreadyThere({ list: { source } }: Change, plugin: string): string {
  const where = 'file' in source ? source.file : 'RAPPORT_PLUGINS';
  return (
    `${plugin} is on the list already. "rapport plugin upgrade" takes another version of it, "enable" switches it on; ` +
    `other options are written into ${where}: "rapport check-plugin ${plugin}" tells whether they fit, servers take them at their next start.`
  );
}

/** A path is kept relative to the list where it lies below it, so that the folder can be moved. */
function usedFrom({ list: { source } }: Change, plugin: string): string {
  const isPath = isAbsolute(plugin) || /^\.\.?[\\/]/.test(plugin);
  if (!isPath) return plugin;
  const path = resolve(plugin);
  const below = 'file' in source ? relative(dirname(source.file), path) : '..';
  return below.startsWith('..') ? path : `./${below}`;
}

function entryFrom(
  { policy, ...given }: object & { readonly use: string; readonly policy: string | undefined },
  id: string | undefined,
): ListEntry {
  return { ...given, ...(id === undefined ? {} : { id }), ...(policy === undefined ? {} : { policy }) };
}

async function optionsFrom(given: string): Promise<unknown> {
  const text = !given.trimStart().startsWith('{') && existsSync(given) ? await readFile(given, 'utf8') : given;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RapportError('BAD_INPUT', '--options takes a JSON object, or a file with one.', {}, { cause: error });
  }
}
