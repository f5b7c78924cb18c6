import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { RapportError } from '../../sdk/errors';

/** The system user a server runs as when we are root, which PostgreSQL refuses to be. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);

/**
 * Null for an ordinary user, who runs the server himself. For root: the owner of the data when there are some,
 * otherwise the user `postgres`, made when missing, otherwise `nobody`.
 *
 * @throws RapportError DATABASE_UNSUPPORTED when the data belong to somebody we cannot become.
 */
export async function findServerUser(existingData: string): Promise<ServerUser | null> {
  const owner = await stat(existingData).then(
    ({ uid, gid }) => ({ uid, gid }),
    () => null,
  );
  const own = process.getuid?.();
  if (own === undefined) return null;
  if (own !== 0) {
    if (owner === null || owner.uid === own) return null;
    throw new RapportError(
      'DATABASE_UNSUPPORTED',
      `The database in ${existingData} belongs to user number ${owner.uid}. Start as that user or as root, or choose another folder with RAPPORT_DATA.`,
    );
  }
  if (owner !== null) return { name: `user number ${owner.uid}`, ...owner };
  return (await namedUser('postgres')) ?? (await createUser()) ?? (await namedUser('nobody')) ?? nobodyToRunAs();
}

function nobodyToRunAs(): never {
  throw new RapportError(
    'DATABASE_UNSUPPORTED',
    'PostgreSQL refuses to run as root, and there is no user postgres or nobody. Start as an ordinary user, or set DATABASE_URL.',
  );
}

async function createUser(): Promise<ServerUser | null> {
  try {
    await run('groupadd', ['--force', 'postgres']);
    await run('useradd', ['--no-create-home', '--gid', 'postgres', 'postgres']);
  } catch {
    return null;
  }
  return namedUser('postgres');
}

async function namedUser(name: string): Promise<ServerUser | null> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = users
    .split('\n')
    .map((line) => line.split(':'))
    .find((line) => line[0] === name);
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { name, uid, gid } : null;
}

/** Whether the user may pass through the folder and every folder above it. */
export async function mayEnter(folder: string, user: ServerUser): Promise<boolean> {
  if (!(await mayExecute(folder, user))) return false;
  const above = dirname(folder);
  return above === folder || mayEnter(above, user);
}

/** Whether the execute bit that counts for the user is set: running a file, entering a folder. */
export async function mayExecute(path: string, user: ServerUser): Promise<boolean> {
  const found = await stat(path);
  if (found.uid === user.uid) return (found.mode & 0o100) !== 0;
  if (found.gid === user.gid) return (found.mode & 0o010) !== 0;
  return (found.mode & 0o001) !== 0;
}
