import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GoldenFile,
  type GoldenMeans,
  goldenFiles,
  goldenFolder,
  goldenMeans,
} from '../../src/cli/golden/golden-files';

/** Compares a generated file with the committed one. The failure names the command that refreshes it. */
export async function expectGolden(name: GoldenFile, means: GoldenMeans = goldenMeans('')): Promise<void> {
  const made = await goldenFiles[name](means);
  const committed = readFileSync(join(goldenFolder, name), 'utf8');
  if (made === committed) return;
  throw new Error(
    `schema/${name} no longer shows what the code says. ${firstDifference(committed, made)}\n` +
      'When the change is meant, run "npm run golden" and commit the file, so that it is reviewed.',
  );
}

function firstDifference(committed: string, made: string): string {
  const before = committed.split('\n');
  const after = made.split('\n');
  const line = after.findIndex((text, position) => text !== before[position]);
  const place = line < 0 ? after.length : line;
  return `Line ${place + 1}:\n  committed: ${before[place] ?? '(end)'}\n  generated: ${after[place] ?? '(end)'}`;
}
