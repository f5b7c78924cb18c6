import { goldenMeans } from '../../src/cli/golden/golden-files';
import { createTestDatabase } from '../../src/testing/test-database';
import { expectGolden } from './golden';

describe('the committed picture', () => {
  it('of the contract with plugin authors shows what rapport/sdk exports', () => expectGolden('sdk.api.md'));

  it('of the error codes shows the table in the contract', () => expectGolden('error-codes.md'));

  it('of value models shows the schema their documents must fit', () => expectGolden('value-model.schema.json'));

  it('of the database shows what the migrations make', async () => {
    const { url, drop } = await createTestDatabase();
    try {
      await expectGolden('database.sql', goldenMeans(url));
    } finally {
      await drop();
    }
  });
});
