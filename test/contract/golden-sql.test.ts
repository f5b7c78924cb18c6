import { createTestDatabase } from '../../src/testing/test-database';
import { expectGolden } from './golden';

describe('the committed statement', () => {
  it.each(['view', 'list', 'aggregate'] as const)('of the operation %s is the one that is planned', async (name) => {
    const { url, drop } = await createTestDatabase();
    try {
      await expectGolden(`sql/${name}.sql`, { emptyDatabase: url });
    } finally {
      await drop();
    }
  });
});
