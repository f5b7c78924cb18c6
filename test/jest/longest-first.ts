import { longFolders, longSuites } from './long-suites';

/** Puts the suites named as long first, then those of folders with long ones; what is alike keeps its order. */
export function longestFirst<Suite>(suites: readonly Suite[], sourceOf: (suite: Suite) => string): Suite[] {
  return suites
    .map((suite) => ({ suite, rank: rankOf(sourceOf(suite)) }))
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ suite }) => suite);
}

function rankOf(source: string): number {
  const named = longSuites.indexOf(source);
  if (named !== -1) return named;
  return longSuites.length + Number(!longFolders.some((folder) => source.startsWith(folder)));
}
