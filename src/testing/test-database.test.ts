import { testDatabase } from './test-database';

describe('a test database', () => {
  it('has the tables of the core and no rows', async () => {
    const database = await testDatabase();
    try {
      const rows = await database
        .reader()
        .query<{ n: number }>({ text: 'select count(*)::int as n from core.customer' });
      expect(rows).toEqual([{ n: 0 }]);
    } finally {
      await database.close();
    }
  });
});
