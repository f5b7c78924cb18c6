import fc from 'fast-check';
import type { Finding } from '../finding';
import { neverEnded, patience, withinReason } from '../hooks/endless';
import { seed } from './events';

/**
 * Looks for a case that a judge finds fault with, and makes it as small as it can. Answers its finding, or none. A judge that
 * never ends is stopped, and `endless` says what is then found.
 */
export function firstFinding<Case>(
  cases: fc.Arbitrary<Case>,
  judge: (given: Case) => Finding | null,
  { runs, endless }: { readonly runs: number; readonly endless: () => Finding },
): readonly Finding[] {
  let last: Finding | null = null;
  const isSound = (given: Case): boolean => {
    const found = judge(given);
    // Of what cannot be repeated, what was seen once counts.
    if (found !== null) last = found;
    return found === null;
  };
  const searched = withinReason(() => {
    fc.check(fc.property(cases, isSound), { seed, numRuns: runs });
  }, patience.manyCalls);
  if (searched === neverEnded) return [endless()];
  return last === null ? [] : [last];
}
