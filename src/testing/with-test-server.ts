import { dataFolder } from './data-folder';
import { startDatabaseServer } from './database-server';
import { serverVariable } from './server-url';
import { ensureTemplate } from './template';

/** Has test databases made on the server that is named already, or else on one that is started for this work and thrown away. */
export async function withTestServer<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const given = process.env[serverVariable];
  if (given !== undefined) {
    await ensureTemplate(given);
    return work();
  }
  const server = await startDatabaseServer(await dataFolder());
  try {
    await ensureTemplate(server.url);
    process.env[serverVariable] = server.url;
    return await work();
  } finally {
    delete process.env[serverVariable];
    await server.stop();
  }
}
