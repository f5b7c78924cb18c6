import { relative, sep } from 'node:path';
import Sequencer from '@jest/test-sequencer';
import { longestFirst } from './longest-first';

type Tests = Parameters<Sequencer['sort']>[0];

/**
 * Jest: which suite starts first. After a whole run it is the one that took longest then. On a fresh checkout, and where only
 * some have been run, which Jest would start last, it is the one known to be long.
 */
export default class LongestFirst extends Sequencer {
  override async sort(tests: Tests): Promise<Tests> {
    // Those that failed last, then the longest by the times of the last run, then the largest files.
    const sorted = await super.sort(tests);
    return sorted.every(({ duration }) => duration !== undefined) ? sorted : longestFirst(sorted, sourceOf);
  }
}

const sourceOf = ({ path, context }: Tests[number]): string =>
  relative(context.config.rootDir, path)
    .split(sep)
    .join('/')
    .replace(/^dist\//, '')
    .replace(/\.js$/, '.ts');
