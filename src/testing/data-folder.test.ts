import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dataFolder } from './data-folder';

describe('the folder of a throw-away server', () => {
  const { TMPDIR } = process.env;
  afterEach(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  });

  it('is where temporary files go, when it is said where that is', async () => {
    process.env.TMPDIR = tmpdir();
    expect(await dataFolder()).toBe(tmpdir());
  });

  it('is in memory, or where temporary files go', async () => {
    delete process.env.TMPDIR;
    const folder = await dataFolder();
    expect(['/dev/shm', tmpdir()]).toContain(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
  });
});
