import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import {
  type Config,
  inTreePlugins,
  isCalled,
  type PluginChoice,
  type PluginListSource,
  readPluginEntries,
} from '../../config';
import { RapportError } from '../../sdk';
import { changedListText, type ListEntry } from './list-text';

export type { ListEntry } from './list-text';

/** The list of plugins with the place it is kept in. */
export interface PluginList {
  readonly source: PluginListSource;
  /** What stands in the file; empty when there is none yet. */
  readonly text: string;
  readonly entries: readonly ListEntry[];
}

/**
 * The list as it stands, with references to secrets as they are written. Without RAPPORT_PLUGINS it is the one of the
 * working folder, or will be, with the plugins of the platform in it.
 */
export function readPluginList({ pluginList: source }: Pick<Config, 'pluginList'>): PluginList {
  if ('inline' in source) return { source, text: source.inline, entries: entriesOf(source.inline) };
  if (!existsSync(source.file)) return { source, text: '', entries: inTreePlugins.map(({ use }) => use) };
  const text = readFileSync(source.file, 'utf8');
  return { source, text, entries: entriesOf(text) };
}

/** The plugins that a changed list stands for. @throws RapportError CONFIG_INVALID when a required one lacks a secret */
export function choicesOf({ source }: PluginList, changed: readonly ListEntry[]): readonly PluginChoice[] {
  const { choices, faults } = readPluginEntries(changed, source);
  if (faults.length > 0) throw new RapportError('CONFIG_INVALID', `The list of plugins ${faults.join('; ')}.`);
  return choices;
}

export function entryCalled(entries: readonly ListEntry[], name: string): ListEntry | undefined {
  return entries.find((entry) => isCalled(typeof entry === 'string' ? { use: entry } : entry, name));
}

/** The list with an entry's members changed; undefined takes one away. */
export function withMembers(
  entries: readonly ListEntry[],
  entry: ListEntry,
  members: Readonly<Record<string, unknown>>,
): readonly ListEntry[] {
  const { use, ...given } = typeof entry === 'string' ? { use: entry } : entry;
  const all = Object.entries({ ...given, ...members }).filter(([, value]) => value !== undefined);
  const changed = all.length === 0 ? use : { use, ...Object.fromEntries(all) };
  return entries.map((each) => (each === entry ? changed : each));
}

/** What a change does to the file, entry by entry. */
export function diffOf({ source, text, entries }: PluginList, changed: readonly ListEntry[]): string {
  const [before, after] = [entries, changed].map((list) => list.map((entry) => JSON.stringify(entry)));
  if (before === undefined || after === undefined) return '';
  const name = 'file' in source ? source.file : 'RAPPORT_PLUGINS';
  const removed = before.filter((line) => !after.includes(line)).map((line) => `-   ${line}`);
  const added = after.filter((line) => text === '' || !before.includes(line)).map((line) => `+   ${line}`);
  return `${name}\n${[...removed, ...added].map((line) => `${line}\n`).join('')}`;
}

/**
 * Puts the changed list in place of the old one, at once or not at all. What does not change keeps the form it was written in.
 *
 * @throws RapportError CONFLICT when the list is not in a file, or the file has changed meanwhile
 */
export function writePluginList({ source, text, entries }: PluginList, changed: readonly ListEntry[]): void {
  if ('inline' in source) {
    throw new RapportError(
      'CONFLICT',
      `RAPPORT_PLUGINS holds the list itself, which a command cannot change. Set it to: ${JSON.stringify(changed)}`,
    );
  }
  const { file } = source;
  if ((existsSync(file) ? readFileSync(file, 'utf8') : '') !== text) {
    throw new RapportError('CONFLICT', `${file} has changed meanwhile. Nothing was written; try again.`);
  }
  const next = `${file}.${process.pid}`;
  writeFileSync(next, changedListText(text, text === '' ? [] : entries, changed), { mode: 0o600 });
  renameSync(next, file);
}

function entriesOf(text: string): readonly ListEntry[] {
  // What readConfig has taken has this form.
  return JSON.parse(text) as readonly ListEntry[];
}
