import { resolve } from 'node:path';

/**
 * Jest's preset `rapport/testing`: one throw-away PostgreSQL for a whole run. Tests are run as compiled, without a transform:
 * in one process there must be one copy of every class.
 */
export default {
  testEnvironment: 'node',
  testMatch: ['**/*.test.js', '**/*.test.mjs'],
  transform: {},
  testTimeout: 60_000,
  globalSetup: resolve(__dirname, 'jest-global-setup.js'),
  globalTeardown: resolve(__dirname, 'jest-global-teardown.js'),
} as const;
