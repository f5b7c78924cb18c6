import { existsSync } from 'node:fs';

/**
 * What tests need that not every machine has.
 *
 * @since 0.1.0
 */
export interface Needed {
  /** Absolute path of a file or folder that must exist. */
  readonly path: string;
  /** What to do to have it, such as `set RAPPORT_SHARED_DATA`. */
  readonly remedy: string;
  /** How many tests are left out without it. */
  readonly tests: number;
}

/**
 * Declares a group of tests that need something. Where it is absent, one test stands in for them and says how many were left
 * out and what to do, so that a green run never hides what was not looked at.
 *
 * @since 0.1.0
 * @example
 * import { existsSync } from 'node:fs';
 * import { describeWhereFound } from 'rapport/testing';
 *
 * const path = '/data/export-of-last-year.csv';
 * describeWhereFound('the export of last year', { path, remedy: 'ask the data team', tests: 1 }, () => {
 *   it('is there', () => expect(existsSync(path)).toBe(true));
 * });
 */
export function describeWhereFound(title: string, needed: Needed, tests: () => void): void {
  if (existsSync(needed.path)) {
    describe(title, tests);
    return;
  }
  describe(title, () => {
    it(`leaves out ${needed.tests} tests because ${needed.path} is absent (${needed.remedy})`, () => {
      console.warn(`${title}: ${needed.tests} tests left out, ${needed.path} is absent (${needed.remedy}).`);
      expect(existsSync(needed.path)).toBe(false);
    });
  });
}
