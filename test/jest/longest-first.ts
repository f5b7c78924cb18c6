import { join } from 'node:path';
import TestSequencer from '@jest/test-sequencer';
import { projectRoot } from '../architecture/source-files';

type Tests = Parameters<TestSequencer['sort']>[0];

/** Files that take ten seconds and more, longest first. One that is missing here is only begun later. */
const longest = [
  'plugins/us-open-data/dist/shared-data',
  ...['test/contract/plugin-contract', 'test/e2e/readme', 'test/e2e/injection', 'test/e2e/partner-afternoon'],
  ...['test/e2e/model-kill', 'test/e2e/real-data', 'test/contract/plugin-contract-running', 'test/e2e/partner-guide'],
  ...['test/e2e/plugin-lifecycle', 'test/contract/tiers', 'test/e2e/import-resume', 'test/e2e/new-plugin'],
  ...['test/e2e/published-package', 'test/e2e/faults', 'test/e2e/statement-count', 'test/e2e/database-faults'],
  ...['test/e2e/isolation-worker', 'src/main', 'test/contract/published-surface', 'src/ingest/ingest-laws'],
  ...['src/db/embedded/embedded', 'test/e2e/value-report', 'src/review/review', 'test/e2e/import-command'],
].map((name) => join(projectRoot, name.startsWith('plugins/') ? '' : 'dist', `${name}.test.js`));

const placeOf = ({ path }: Tests[number]): number => {
  const place = longest.indexOf(path);
  return place === -1 ? longest.length : place;
};

/**
 * Begins with the longest files, so that both workers end together. Jest knows how long a file took the last time; a clean
 * checkout does not.
 */
export default class LongestFirst extends TestSequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const byJest = await super.sort([...tests]);
    // Sorting is stable: the rest stays in the order of Jest.
    return byJest.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
