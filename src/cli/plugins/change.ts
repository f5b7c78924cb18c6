import { readConfig } from '../../config';
import type { Database } from '../../db/database';
import { openDatabase } from '../../db/open-database';
import { bootReportText, type PluginReport } from '../../kernel';
import { openPlatform, type Platform } from '../../open-platform';
import { RapportError } from '../../sdk';
import { type CheckedBoot, checkedBoot } from './checked-boot';
import { choicesOf, diffOf, entryCalled, type ListEntry, type PluginList, readPluginList } from './plugin-list';

/** The configuration and the list that a command is going to change. */
export interface Change {
  readonly config: ReturnType<typeof readConfig>;
  readonly list: PluginList;
}

/** Milliseconds: changes of plugins go through all data. */
const statementTimeout = 600_000;

export function beginChange(): Change {
  const config = readConfig();
  return { config, list: readPluginList(config) };
}

/** @throws RapportError NOT_FOUND */
export function entryOf({ list }: Change, id: string): ListEntry {
  const entry = entryCalled(list.entries, id);
  if (entry !== undefined) return entry;
  const known = list.entries.map((each) => (typeof each === 'string' ? each : (each.id ?? each.use))).join(', ');
  throw new RapportError('NOT_FOUND', `The list has no plugin ${id}. It has: ${known || 'none'}.`);
}

/** A changed list that harms no other plugin. */
export interface CheckedChange {
  /** The start with the changed list, as far as it needs no database. */
  readonly boot: CheckedBoot;
  /** Of the plugin at the place that was asked for. */
  readonly report: PluginReport | undefined;
}

/**
 * Checks the changed list as a start would, without a database.
 *
 * @param place of the plugin on the list, which is told and may be left out
 * @throws RapportError CONFLICT when others would be left out that are not now
 */
export async function checkChange(
  { config, list }: Change,
  changed: readonly ListEntry[],
  place: number,
): Promise<CheckedChange> {
  const boot = await checkedBoot(choicesOf(list, changed));
  const report = boot.report[place];
  const leftOut = boot.report.filter((each) => each !== report && each.state === 'left out');
  if (leftOut.length === 0) return { boot, report };
  const before = await checkedBoot(config.plugins);
  const was = new Set(before.report.flatMap(({ use, state }) => (state === 'running' ? [use] : [])));
  const harmed = leftOut.filter(({ use }) => was.has(use));
  if (harmed.length === 0) return { boot, report };
  const told = harmed.map(({ id, faults }) => `${id}: ${faults[0]?.code} ${faults[0]?.message}`).join('\n');
  throw new RapportError('CONFLICT', `Other plugins could not run then. Nothing was changed.\n${told}`);
}

export interface BesideOptions {
  /** Place of the plugin on the changed list. */
  readonly place: number;
  /** `tried`: migrations run and are taken back, for a command that does not run them itself. */
  readonly migrations: 'tried' | 'left';
}

/**
 * Goes on with the start of {@link checkChange} beside the database, and tells of others that it would leave out.
 *
 * @returns the report of the plugin
 */
export async function checkBesideDatabase(
  change: Change,
  boot: CheckedBoot,
  { place, migrations }: BesideOptions,
): Promise<PluginReport | undefined> {
  const report = await lookIntoDatabase(change, (database) => boot.beside(database, migrations));
  for (const [index, { id, state, faults }] of report.entries()) {
    if (index === place || state !== 'left out' || boot.report[index]?.state !== 'running') continue;
    done(`${id} is left out: ${faults[0]?.code} ${faults[0]?.message}`);
  }
  return report[place];
}

/** Tells why a plugin cannot run; the command fails. */
export function refuse(report: PluginReport): void {
  process.stdout.write(`${bootReportText([report])}\nNothing was changed.\n`);
  process.exitCode = 1;
}

/** Tells what becomes of the list. */
export function showDiff({ list }: Change, changed: readonly ListEntry[]): void {
  process.stdout.write(diffOf(list, changed));
}

export function done(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** The database with the core's tables and no plugin, to look what is there. */
export async function lookIntoDatabase<T>(
  { config }: Pick<Change, 'config'>,
  look: (database: Database) => Promise<T>,
): Promise<T> {
  const settings = { ...config.database, statementTimeout };
  const opened = await openDatabase(settings, { use: 'tool', plugins: [], say, onFault: () => undefined });
  try {
    return await look(opened.database);
  } finally {
    await opened.close();
  }
}

/** The platform with the changed list: its plugins' tables are made, and their declarations enter the value model. */
export async function withPlatform<T>(
  { config, list }: Change,
  changed: readonly ListEntry[],
  work: (platform: Platform) => Promise<T>,
): Promise<T> {
  const database = { ...config.database, statementTimeout };
  const platform = await openPlatform({ ...config, database, plugins: choicesOf(list, changed) }, { use: 'tool', say });
  try {
    return await work(platform);
  } finally {
    await platform.close();
  }
}

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
