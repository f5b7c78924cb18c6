import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs';
import { join, relative } from 'node:path';

export interface Watch {
  close(): void;
}

/** What is saved together is reacted to once. Milliseconds. */
const quiet = 100;

/** Files of the package's folder that say what runs. */
const described = /^(package|rapport\.plugins|tsconfig)\.json$/;
const source = /\.[cm]?[jt]s$|\.json$/;

/**
 * Calls `onChange`, one call after the other, with the name of a file that changed: one in `src`, or one that describes the
 * package. Every folder is watched by itself: watching a tree loses files that editors write anew.
 */
export function watchSources(folder: string, onChange: (changed: string) => Promise<void>): Watch {
  const watchers = new Map<string, FSWatcher>();
  let last: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  const noticed = (changed: string): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      watchAll();
      last = last.then(() => onChange(changed));
    }, quiet);
  };
  const watchOne = (place: string, concerns: RegExp): void => {
    if (watchers.has(place)) return;
    const watcher = watch(place, (_, name) => {
      if (name === null) return;
      if (concerns.test(name) || (place !== folder && !name.includes('.')))
        noticed(relative(folder, join(place, name)));
    });
    watcher.once('error', () => forget(place));
    watchers.set(place, watcher);
  };
  const forget = (place: string): void => {
    watchers.get(place)?.close();
    watchers.delete(place);
  };
  const watchAll = (): void => {
    for (const place of watchers.keys()) if (!existsSync(place)) forget(place);
    watchOne(folder, described);
    for (const place of foldersBelow(join(folder, 'src'))) watchOne(place, source);
  };
  watchAll();
  return {
    close: () => {
      if (timer !== null) clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

function foldersBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const inside = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isDirectory());
  return [folder, ...inside.map((entry) => join(entry.parentPath, entry.name))];
}
