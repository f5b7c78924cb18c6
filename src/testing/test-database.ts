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

/** The same without a connection, for tests that start processes of their own. */
export async function createTestDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  // Of this process, so that it can tell its own from those of tests beside it.
  const name = `test_${process.pid}_${randomUUID().replaceAll('-', '')}`;
  await administer(serverUrl(), `create database ${name} template ${templateName}`);
  return {
    url: `${serverUrl()}/${name}`,
    drop: () => administer(serverUrl(), `drop database ${name} with (force)`),
  };
}
