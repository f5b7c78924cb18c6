import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { birthOf, tryLock, waitForLock } from './process-lock';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a lock file', () => {
  it('is held by one, and free again after release', () => {
    const first = tryLock(path);
    expect(tryLock(path)).toEqual({ pid: process.pid, born: birthOf(process.pid) });
    if ('release' in first) first.release();
    expect(tryLock(path)).toHaveProperty('release');
  });

  it('is taken over when its process is gone', () => {
    writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 1, born: 'long ago' }));
    expect(tryLock(path)).toHaveProperty('release');
  });

  it('is taken over when the number of its process belongs to another process now', () => {
    writeFileSync(path, JSON.stringify({ pid: process.pid, born: 'another boot/1' }));
    expect(tryLock(path)).toHaveProperty('release');
  });

  it('is taken over when its content is damaged', () => {
    writeFileSync(path, '{"pid":');
    expect(tryLock(path)).toHaveProperty('release');
  });

  it('leaves nothing else in the folder', () => {
    writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 1, born: '' }));
    tryLock(path);
    tryLock(path);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('can be waited for', async () => {
    const first = tryLock(path);
    const second = waitForLock(path, 5_000);
    if ('release' in first) first.release();
    expect(await second).toHaveProperty('release');
  });
});
