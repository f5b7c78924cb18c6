import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectRoot } from '../architecture/source-files';

/** Folder of the public data slices: beside the project, or where RAPPORT_SHARED_DATA says. */
export const sharedData = process.env.RAPPORT_SHARED_DATA ?? resolve(projectRoot, '../shared/data');

export const sharedFile = (name: string): string => join(sharedData, name);

/** Declares a group of tests over the public data; where the data are absent one test says how many were left out. */
export function describeSharedData(title: string, testCount: number, tests: () => void): void {
  if (existsSync(sharedFile('README.md'))) {
    describe(title, tests);
    return;
  }
  describe(title, () => {
    it(`leaves out ${testCount} tests because the public data are absent`, () => {
      console.warn(`${title}: ${testCount} tests left out, ${sharedData} is absent (set RAPPORT_SHARED_DATA).`);
      expect(existsSync(sharedFile('README.md'))).toBe(false);
    });
  });
}
