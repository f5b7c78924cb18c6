/** What a plugin's tests may use. */

export { createTestDatabase, type TestDatabase, testDatabase } from './test-database';
export { testPool } from './test-pool';
