import { createReadStream } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Importer, IntakeItem } from 'rapport/sdk';
import { describeWhereFound } from 'rapport/testing';

const folder = process.env.RAPPORT_SHARED_DATA ?? resolve(__dirname, '../../../../../shared/data');

/** Path of a file of the public data slices that lie beside the repository. */
export function sharedFile(name: string): string {
  return resolve(folder, name);
}

/** Streams one of those files through an importer. */
export function importShared(importer: Importer, name: string): AsyncIterable<IntakeItem> {
  return importer.read(createReadStream(sharedFile(name)), { name: basename(name), options: {} });
}

/** Declares tests over those files; where they are absent, one test says how many were left out. */
export function describeSharedData(title: string, tests: Readonly<Record<string, () => Promise<void>>>): void {
  const needed = { path: sharedFile('README.md'), remedy: 'set RAPPORT_SHARED_DATA', tests: Object.keys(tests).length };
  describeWhereFound(title, needed, () => {
    for (const [name, run] of Object.entries(tests)) it(name, run, 120_000);
  });
}
