import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The process that started all others of the embedded PostgreSQL of a data folder. */
export function postmasterOf(dataFolder: string): number {
  const { elsewhere } = JSON.parse(readFileSync(join(dataFolder, 'database.json'), 'utf8')) as {
    readonly elsewhere: string | null;
  };
  const folder = elsewhere ?? join(dataFolder, 'postgres');
  return Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** A process and those that it has started. */
export function withChildren(pid: number): readonly number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => parentOf(candidate) === pid);
  return [pid, ...children.flatMap(withChildren)];
}

/** Sends a signal to each; one that has ended meanwhile needs none. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses and may hold anything.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}
