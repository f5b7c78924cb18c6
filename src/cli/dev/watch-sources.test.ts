import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { watchSources } from './watch-sources';

describe('the watch over the sources of a plugin', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-watch-'));
  const file = join(folder, 'src/index.ts');
  const seen: string[] = [];

  mkdirSync(join(folder, 'src'));
  writeFileSync(file, '');
  const watch = watchSources(folder, async (changed) => {
    seen.push(changed);
  });
  afterAll(() => {
    watch.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The names of what changed by one step. */
  async function changedBy(step: () => void): Promise<readonly string[]> {
    seen.length = 0;
    step();
    while (seen.length === 0) await pause(20);
    return [...seen];
  }

  it('sees a file again after an editor has put another one in its place', async () => {
    const replace = (): void => {
      writeFileSync(`${file}.new`, 'replaced');
      renameSync(`${file}.new`, file);
    };
    expect(await changedBy(replace)).toEqual(['src/index.ts']);
    expect(await changedBy(() => writeFileSync(file, 'written'))).toEqual(['src/index.ts']);
    expect(await changedBy(replace)).toEqual(['src/index.ts']);
  });

  it('sees files of folders that came later', async () => {
    await changedBy(() => mkdirSync(join(folder, 'src/intake')));
    expect(await changedBy(() => writeFileSync(join(folder, 'src/intake/read.ts'), ''))).toEqual([
      'src/intake/read.ts',
    ]);
  });

  it('sees what describes the package, and nothing else beside its sources', async () => {
    const both = (): void => {
      writeFileSync(join(folder, 'notes.txt'), '');
      writeFileSync(join(folder, 'rapport.plugins.json'), '[]');
    };
    expect(await changedBy(both)).toEqual(['rapport.plugins.json']);
  });
});
