import { goldenMeans } from '../../src/cli/golden/golden-files';
import { createTestDatabase } from '../../src/testing/test-database';
import { expectGolden } from './golden';

describe('the committed statement', () => {
  let means: ReturnType<typeof goldenMeans>;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const database = await createTestDatabase();
    drop = database.drop;
    means = goldenMeans(database.url);
  });
  afterAll(async () => {
    await means?.close();
    await drop?.();
  });

  it.each(['view', 'list', 'aggregate'] as const)('of the operation %s is the one that is planned', (name) =>
    expectGolden(`sql/${name}.sql`, means),
  );
});
