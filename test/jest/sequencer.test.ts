import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../architecture/source-files';
import { longFolders, longSuites } from './long-suites';
import LongestFirst from './sequencer';

const dist = (source: string): string => join(projectRoot, 'dist', source.replace(/\.ts$/, '.js'));

describe('the suites known to be long', () => {
  it.each([...longSuites, ...longFolders])('still include %s', (path) => {
    expect(existsSync(join(projectRoot, path))).toBe(true);
  });

  it('are named once each', () => {
    expect(new Set(longSuites).size).toBe(longSuites.length);
  });
});

describe('the order of suites', () => {
  const [first = '', second = ''] = longSuites;
  const across = 'test/e2e/any.test.ts';
  const sizes = new Map([
    ['src/large.test.ts', 900],
    ['src/small.test.ts', 90],
    [across, 9],
    [second, 8],
    [first, 7],
  ]);

  async function orderOf(durations: Readonly<Record<string, number>>): Promise<readonly string[]> {
    const cached = Object.entries(durations).map(([source, duration]) => [dist(source), [1, duration]]);
    const sizeOf = new Map([...sizes].map(([source, size]) => [dist(source), size]));
    const context = { config: { rootDir: projectRoot }, hasteFS: { getSize: (path: string) => sizeOf.get(path) } };
    const tests = [...sizes.keys()].map((source) => ({ path: dist(source), context }));
    const sequencer = new LongestFirst({ contexts: [], globalConfig: {} as never });
    jest.spyOn(sequencer, '_getCache').mockReturnValue(Object.fromEntries(cached));
    const sorted = await sequencer.sort(tests as never);
    return sorted.map(({ path }) => [...sizes.keys()].find((source) => dist(source) === path) ?? '');
  }

  it('begins on a fresh checkout with the longest, then those across rooms, then the largest', async () => {
    expect(await orderOf({})).toEqual([first, second, across, 'src/large.test.ts', 'src/small.test.ts']);
  });

  it('is the same where only some have been run', async () => {
    expect(await orderOf({ [second]: 5, 'src/small.test.ts': 6 })).toEqual([
      first,
      second,
      across,
      'src/large.test.ts',
      'src/small.test.ts',
    ]);
  });

  it('follows the times of the last run where there are all', async () => {
    const times = { [first]: 1, [second]: 2, [across]: 3, 'src/large.test.ts': 4, 'src/small.test.ts': 5 };
    expect(await orderOf(times)).toEqual(['src/small.test.ts', 'src/large.test.ts', across, second, first]);
  });
});
