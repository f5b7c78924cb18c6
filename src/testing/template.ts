import { createHash, randomUUID } from 'node:crypto';
import { coreMigrations } from '../db/core-migrations';
import { migrate } from '../db/migrate';
import { administer, hasDatabase } from './database-server';

/**
 * Database with the tables of the core and of the job queue, and no rows. Copying it takes a fraction of running the
 * migrations. Its name says which migrations made it, so that versions of the platform can share a server.
 */
export const templateName = `rapport_template_${createHash('sha256')
  .update(['with queue', ...coreMigrations.map(({ name }) => name)].join())
  .digest('hex')
  .slice(0, 12)}`;

/** Makes the template, unless it is there. One that is there is not touched: it could not be copied meanwhile. */
export async function ensureTemplate(serverUrl: string): Promise<void> {
  if (await hasDatabase(serverUrl, templateName)) return;
  const draft = `rapport_draft_${randomUUID().replaceAll('-', '')}`;
  await administer(serverUrl, `create database ${draft}`);
  await migrate(`${serverUrl}/${draft}`, []);
  // A runner of another version brings the rest up to date by itself.
  const { Logger, runMigrations } = worker();
  await runMigrations({ connectionString: `${serverUrl}/${draft}`, logger: new Logger(() => () => undefined) });
  try {
    await administer(serverUrl, `alter database ${draft} rename to ${templateName}`);
  } catch (error) {
    // Another run may have been faster; its template is as good.
    await administer(serverUrl, `drop database ${draft} with (force)`);
    if (!(await hasDatabase(serverUrl, templateName))) throw error;
  }
}

/** Loaded where a template is made: every test file asks for its name alone. */
const worker = (): typeof import('graphile-worker') => require('graphile-worker');
