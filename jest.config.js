/** Jest runs the compiled output without a transform: one copy of every class, nothing to configure twice. */
module.exports = {
  projects: [
    {
      displayName: 'rapport',
      rootDir: __dirname,
      roots: ['<rootDir>/dist/src', '<rootDir>/dist/test', '<rootDir>/plugins'],
      testMatch: ['**/dist/**/*.test.js'],
      modulePathIgnorePatterns: ['<rootDir>/\\.rapport'],
      transform: {},
      testEnvironment: 'node',
      globalSetup: '<rootDir>/dist/src/testing/global-setup.js',
      globalTeardown: '<rootDir>/dist/src/testing/global-teardown.js',
      setupFilesAfterEnv: ['<rootDir>/dist/src/testing/set-up.js'],
    },
  ],
};
