/**
 * The suites that take longest, longest first, as measured on two processors with nothing else to do. What is started last runs
 * alone to its end, so these are started first.
 */
export const longSuites: readonly string[] = [
  'test/e2e/real-data.test.ts',
  'test/e2e/partner-guide.test.ts',
  'test/e2e/readme.test.ts',
  'test/e2e/partner-afternoon.test.ts',
  'test/e2e/job-runner.test.ts',
  'test/e2e/injection.test.ts',
  'test/e2e/model-kill.test.ts',
  'test/e2e/new-plugin.test.ts',
  'test/e2e/check-plugin.test.ts',
  'test/contract/plugin-contract.test.ts',
  'test/contract/plugin-contract-running.test.ts',
  'test/e2e/faults.test.ts',
  'test/e2e/published-package.test.ts',
  'test/contract/tiers.test.ts',
  'test/e2e/database-faults.test.ts',
];

/** Where the other long ones are: suites across rooms, which start whole platforms. */
export const longFolders: readonly string[] = ['test/e2e/', 'test/contract/'];
