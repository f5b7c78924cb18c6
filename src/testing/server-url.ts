/** Variable that names a PostgreSQL server for tests, without a database: `postgres://user:password@host:port`. */
export const serverVariable = 'RAPPORT_TEST_SERVER';

/** The server that tests use. @throws Error when the global set-up did not run. */
export function serverUrl(): string {
  const url = process.env[serverVariable];
  if (url === undefined) {
    throw new Error(
      `No test server. Give Jest the preset "rapport/testing", or name its "rapport/testing/jest-global-setup" as globalSetup.`,
    );
  }
  return url;
}
