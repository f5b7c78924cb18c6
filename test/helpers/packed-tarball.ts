import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../architecture/source-files';
import { must } from './run';

const kept = join(projectRoot, 'dist/.packed');

/** The platform's tarball, packed once for what is in it. Test files that run at the same time wait for the first one. */
export async function packedTarball(): Promise<string> {
  const digest = digestOfPackage();
  const tarball = join(kept, `${digest}.tgz`);
  const lock = join(kept, `${digest}.lock`);
  mkdirSync(kept, { recursive: true });
  while (!existsSync(tarball)) {
    if (!taken(lock)) {
      await pause(200);
      continue;
    }
    try {
      await pack(tarball);
    } finally {
      rmSync(lock, { force: true });
    }
  }
  return tarball;
}

async function pack(tarball: string): Promise<void> {
  const draft = mkdtempSync(join(kept, 'draft-'));
  try {
    await must('npm', ['pack', '--ignore-scripts', '--pack-destination', draft], projectRoot);
    const [made = ''] = readdirSync(draft);
    for (const old of readdirSync(kept)) if (old.endsWith('.tgz')) rmSync(join(kept, old));
    renameSync(join(draft, made), tarball);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Whether this process has the lock now: nobody had it, or one that has ended since. */
function taken(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (existsSync(lock) && !isRunning(Number(readFileSync(lock, 'utf8')))) rmSync(lock, { force: true });
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Of names, sizes and times of change of what may be packed. */
function digestOfPackage(): string {
  const digest = createHash('sha256');
  const note = (path: string): void => {
    const stat = statSync(join(projectRoot, path));
    if (stat.isDirectory()) for (const name of readdirSync(join(projectRoot, path)).sort()) note(`${path}/${name}`);
    else digest.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
  };
  for (const folder of ['dist/src', 'dist/migrations', 'src/cli/new-plugin/templates', 'schema']) note(folder);
  for (const file of ['package.json', 'README.md', 'LICENSE']) note(file);
  return digest.digest('hex').slice(0, 16);
}
