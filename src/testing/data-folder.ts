import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';

/** Where Linux keeps files in memory. */
const inMemory = '/dev/shm';

/** How Linux marks file systems that are kept in memory. */
const temporaryFileSystem = 0x01021994;

/** Bytes that must be free, in the file system and in memory: many times what the databases of a run come to at once. */
const plenty = 4 * 2 ** 30;

/**
 * Where a throw-away server keeps its data: in memory where there is plenty, otherwise where temporary files go. A database is
 * hundreds of files, which disks make and delete ten times as slowly. Whoever sets `TMPDIR` decides.
 */
export async function dataFolder(): Promise<string> {
  if (process.env.TMPDIR !== undefined || !existsSync(inMemory)) return tmpdir();
  const { type, bavail, bsize } = await statfs(inMemory);
  const room = Math.min(bavail * bsize, freemem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return type === temporaryFileSystem && room >= plenty ? inMemory : tmpdir();
}
