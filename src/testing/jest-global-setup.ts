import { dataFolder } from './data-folder';
import { startDatabaseServer } from './database-server';
import { serverVariable } from './server-url';
import { ensureTemplate } from './template';

/**
 * Jest: one server for the whole run, with a migrated template that every test database is copied from. A server that is
 * named already is used and left running.
 */
export default async function globalSetup(): Promise<void> {
  const given = process.env[serverVariable];
  if (given !== undefined) return ensureTemplate(given);
  const server = await startDatabaseServer(await dataFolder());
  await ensureTemplate(server.url);
  process.env[serverVariable] = server.url;
  Object.assign(globalThis, { rapportTestServer: server });
}
