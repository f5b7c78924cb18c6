import '../helpers/production-graphql';

import { contractFindings } from '../../src/testing/contract';
import { brokenRunning, brokenTables, letters, soundSamples } from '../fixtures/plugins/contract';
import { expectedOf } from '../helpers/expected-finding';

describe('the contract suite on a database', () => {
  it('finds nothing in a plugin that keeps the contract', async () => {
    expect(await contractFindings(letters(), soundSamples)).toEqual([]);
  }, 180_000);

  it.each([...brokenTables, ...brokenRunning])(
    'finds one thing in a plugin that $does',
    async (plugin) => {
      expect(await contractFindings(plugin.factory, plugin.samples)).toEqual(expectedOf(plugin));
    },
    180_000,
  );
});
