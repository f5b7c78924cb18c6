import type { BrokenPlugin } from '../fixtures/plugins/contract';

/** All that the contract suite may find in the plugin, for `toEqual`. */
export function expectedOf({ finding: { check, subject, problem, change } }: BrokenPlugin): readonly object[] {
  return [{ check, subject, problem: expect.stringMatching(problem), change: expect.stringMatching(change) }];
}
