import { existsSync, type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

export interface Watch {
  close(): void;
}

/** What is saved together is reacted to once. Milliseconds. */
const quiet = 100;

/** Files of the package's folder that say what runs. */
const described = /^(package|rapport|tsconfig)\.json$/;

/** Calls `onChange`, one call after the other, with the name of a file that changed: sources and what describes the package. */
export function watchSources(folder: string, onChange: (changed: string) => Promise<void>): Watch {
  let last: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  const noticed = (changed: string): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      last = last.then(() => onChange(changed));
    }, quiet);
  };
  const watchers: FSWatcher[] = [
    watch(folder, (_, name) => {
      if (name !== null && described.test(name)) noticed(name);
    }),
  ];
  const sources = join(folder, 'src');
  if (existsSync(sources)) {
    watchers.push(
      watch(sources, { recursive: true }, (_, name) => {
        if (name !== null && /\.[cm]?[jt]s$|\.json$/.test(name)) noticed(join('src', name));
      }),
    );
  }
  return {
    close: () => {
      if (timer !== null) clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
