import { migrate } from '../db/migrate';
import { administer } from './database-server';

/** Database with the core's tables and no rows. Copying it takes a fraction of running the migrations. */
export const templateName = 'rapport_template';

export async function createTemplate(serverUrl: string): Promise<void> {
  await administer(serverUrl, `create database ${templateName}`);
  await migrate(`${serverUrl}/${templateName}`, []);
}
