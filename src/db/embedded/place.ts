import { chmod, mkdir, mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { RapportError } from '../../sdk/errors';
import { findBinaries } from './binaries';
import type { Cluster } from './cluster';
import { readFacts } from './facts';
import { findServerUser, mayEnter, type ServerUser } from './server-user';

/** Where the server's files lie. */
export interface Place {
  readonly cluster: Cluster;
  /** The data directory when it is not in the data folder. */
  readonly elsewhere: string | null;
  /** Whether the data directory is there already. */
  readonly exists: boolean;
}

/**
 * Normally `<data folder>/postgres`. When root starts us, the server runs as another user; if that one may not enter
 * the data folder, because it lies in root's home for instance, the files go to a folder under /var/lib instead.
 */
export async function findPlace(dataFolder: string, say: (line: string) => void): Promise<Place> {
  const recorded = (await readFacts(dataFolder))?.elsewhere ?? null;
  const normal = join(dataFolder, 'postgres');
  const user = await findServerUser(recorded ?? normal);
  if (user !== null) await letThrough(dataFolder);
  const elsewhere = recorded ?? (await placeElsewhere(dataFolder, user, say));
  const folder = elsewhere ?? normal;
  const binaries = await findBinaries(user, user === null ? async () => dataFolder : refuge);
  return { cluster: { binaries, user, folder }, elsewhere, exists: await hasData(folder, binaries.major) };
}

/** The folder itself shows nothing: its files are private, and its names cannot be listed. */
async function letThrough(folder: string): Promise<void> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) await chmod(folder, (mode & 0o700) | 0o011);
}

async function placeElsewhere(
  dataFolder: string,
  user: ServerUser | null,
  say: (line: string) => void,
): Promise<string | null> {
  if (user === null || (await mayEnter(dataFolder, user))) return null;
  // A name of its own each time: who deletes the data folder wants to begin anew, not to meet the old database.
  const folder = await mkdtemp(join(await refuge(), `${basename(dirname(dataFolder))}-`));
  await chmod(folder, 0o755);
  say(
    `${user.name}, who runs PostgreSQL for root, may not enter ${dataFolder}; the database lies in ${folder} instead`,
  );
  return join(folder, 'postgres');
}

/** A folder every user can pass through. */
async function refuge(): Promise<string> {
  for (const folder of ['/var/lib/rapport', join(tmpdir(), 'rapport')]) {
    const made = await mkdir(folder, { recursive: true, mode: 0o755 }).then(
      () => true,
      () => false,
    );
    if (made) return folder;
  }
  throw new RapportError('EMBEDDED_DATABASE_FAILED', 'There is no folder that PostgreSQL could be put into.');
}

async function hasData(folder: string, major: string): Promise<boolean> {
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (version === null || version.trim() === major) return version !== null;
  throw new RapportError(
    'DATABASE_UNSUPPORTED',
    `The database in ${folder} was made by PostgreSQL ${version.trim()}, this version brings ${major}. Move the data with dump and restore, or choose another folder with RAPPORT_DATA.`,
  );
}
