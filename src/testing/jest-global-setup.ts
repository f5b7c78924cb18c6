import { startDatabaseServer } from './database-server';
import { serverVariable } from './server-url';
import { createTemplate } from './template';

/** Jest: one server for the whole run, with a migrated template that every test database is copied from. */
export default async function globalSetup(): Promise<void> {
  if (process.env[serverVariable] !== undefined) return;
  const server = await startDatabaseServer();
  await createTemplate(server.url);
  process.env[serverVariable] = server.url;
  Object.assign(globalThis, { rapportTestServer: server });
}
