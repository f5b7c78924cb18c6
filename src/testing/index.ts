/** What the tests of the platform itself use. Plugins get `kit.ts`, published as `rapport/testing`. */

export { createTestDatabase, type TestDatabase, testDatabase } from './test-database';
export { testPool } from './test-pool';
