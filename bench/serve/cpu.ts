import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** CPU milliseconds that a process has used so far, and with `descendants` those that it has started, ended ones included. */
export function cpuMilliseconds(pid: number, counting: 'alone' | 'descendants' = 'alone'): number {
  const own = readStat(pid);
  if (own === null) return 0;
  if (counting === 'alone') return own.used;
  return (
    own.used + own.ofEnded + childrenOf(pid).reduce((sum, child) => sum + cpuMilliseconds(child, 'descendants'), 0)
  );
}

/** The process that started all others of a PostgreSQL in this folder of a population. */
export function postmaster(folder: string): number {
  return Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** The process that started all others of the PostgreSQL that a backend belongs to; null on a system without /proc. */
export function postmasterOf(backend: number): number | null {
  return readStat(backend)?.parent ?? null;
}

interface Stat {
  readonly parent: number;
  readonly used: number;
  readonly ofEnded: number;
}

/** Linux counts in hundredths of a second, whatever the kernel's own clock. */
const millisecondsPerTick = 10;

function readStat(pid: number): Stat | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // Ended meanwhile, or a system without /proc.
    return null;
  }
  // The name of the program stands in parentheses and may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = (from: number): number => (Number(fields[from]) + Number(fields[from + 1])) * millisecondsPerTick;
  return { parent: Number(fields[1]), used: ticks(11), ofEnded: ticks(13) };
}

function childrenOf(pid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => readStat(candidate)?.parent === pid);
}
