import { randomUUID } from 'node:crypto';
import { connectDatabase } from '../db/connect';
import type { Database } from '../db/database';
import { administer } from './database-server';
import { serverUrl } from './server-url';
import { templateName } from './template';

/** A throw-away database with the core's tables. `close` disconnects and drops it. */
export interface TestDatabase extends Database {
  readonly url: string;
}

export async function testDatabase({ statementTimeout = 30_000 } = {}): Promise<TestDatabase> {
  const { url, drop } = await createTestDatabase();
  const database = await connectDatabase({ url, poolSize: 6, statementTimeout, onFault: () => undefined });
  const close = async (): Promise<void> => {
    await database.close();
    await drop();
  };
  return { ...database, url, close };
}

/** What the databases of this process begin with: those of other processes come and go meanwhile. */
export const testDatabasePrefix = `test_${process.pid}_`;

/** The same without a connection, for tests that start processes of their own. */
export async function createTestDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `${testDatabasePrefix}${randomUUID().replaceAll('-', '')}`;
  // By files: the other way writes every page to the log too, which takes twice as long.
  await administer(serverUrl(), `create database ${name} template ${templateName} strategy file_copy`);
  return {
    url: `${serverUrl()}/${name}`,
    drop: () => administer(serverUrl(), `drop database ${name} with (force)`),
  };
}
