import { join, resolve } from 'node:path';
import { describeWhereFound } from '../../src/testing/describe-where-found';
import { projectRoot } from '../architecture/source-files';

/** Folder of the public data slices: beside the project, or where RAPPORT_SHARED_DATA says. */
export const sharedData = process.env.RAPPORT_SHARED_DATA ?? resolve(projectRoot, '../shared/data');

export const sharedFile = (name: string): string => join(sharedData, name);

/** Declares a group of tests over the public data; where the data are absent one test says how many were left out. */
export function describeSharedData(title: string, tests: number, declare: () => void): void {
  describeWhereFound(title, { path: sharedFile('README.md'), remedy: 'set RAPPORT_SHARED_DATA', tests }, declare);
}
