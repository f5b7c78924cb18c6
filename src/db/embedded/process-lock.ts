import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

/** A process, told apart from a later one that was given the same number. */
const holderForm = z.object({ pid: z.number().int().positive(), born: z.string() });
export type Holder = z.output<typeof holderForm>;

export interface ProcessLock {
  release(): void;
}

/** Takes the lock, or answers who holds it. A lock whose process is gone is taken over. */
export function tryLock(path: string): ProcessLock | Holder {
  const own: Holder = { pid: process.pid, born: birthOf(process.pid) };
  const draft = `${path}.${process.pid}.${draftNumber()}`;
  writeFileSync(draft, JSON.stringify(own));
  try {
    for (;;) {
      if (linked(draft, path)) return { release: () => rmSync(path, { force: true }) };
      const holder = readHolder(path);
      if (holder !== null && isAlive(holder)) return holder;
      removeStale(path, holder);
    }
  } finally {
    unlinkSync(draft);
  }
}

/** Takes the lock as soon as its holder lets go; answers the holder when that takes longer than `patience` milliseconds. */
export async function waitForLock(path: string, patience: number): Promise<ProcessLock | Holder> {
  const step = 50;
  for (let waited = 0; ; waited += step) {
    const answer = tryLock(path);
    if ('release' in answer || waited >= patience) return answer;
    await pause(step);
  }
}

export function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const born = birthOf(holder.pid);
  return born === '' || holder.born === '' || born === holder.born;
}

/** Who wrote the file; null when it is gone or is no such file. */
export function readHolder(path: string): Holder | null {
  try {
    return holderForm.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

let drafts = 0;
function draftNumber(): number {
  drafts += 1;
  return drafts;
}

/** A hard link appears with its whole content or not at all, unlike a file that is created and then written. */
function linked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Two processes may find the same stale lock; renaming lets one of them win, and a fresh lock is put back. */
function removeStale(path: string, stale: Holder | null): void {
  const aside = `${path}.stale.${process.pid}.${draftNumber()}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved !== null && (moved.pid !== stale?.pid || moved.born !== stale.born)) linked(aside, path);
  unlinkSync(aside);
}

/** When the process began, in any form that stays the same; empty when the system does not tell. */
export function birthOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in brackets, may contain blanks; the start time is the 20th field after it.
    return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return process.platform === 'linux' ? '' : birthFromPs(pid);
  }
}

function birthFromPs(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
