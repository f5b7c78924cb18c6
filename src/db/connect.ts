import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { asUnavailable } from './connection-fault';
import type { Database } from './database';
import { Listener } from './listen';
import { pluginReader } from './plugin-handle';
import { type ConnectionSettings, createDataSource } from './settings';
import { countingReader } from './statements';
import { tables } from './tables';
import { inTransaction } from './transaction';

/**
 * Opens the database.
 *
 * @throws RapportError UNAVAILABLE when nobody answers there.
 */
export async function connectDatabase(settings: ConnectionSettings): Promise<Database> {
  const dataSource = createDataSource(settings, { entities: [...tables] });
  try {
    await dataSource.initialize();
  } catch (error) {
    throw asUnavailable(error);
  }
  const pool = poolOf(dataSource);
  const listener = new Listener(settings);
  return {
    dataSource,
    pool,
    reader: () => countingReader(pool, (plugin, onStatement) => pluginReader(pool, plugin, onStatement)),
    transaction: (work, options) => inTransaction(dataSource, work, options),
    listen: (channel, onMessage) => listener.add(channel, onMessage),
    close: async () => {
      await listener.close();
      await dataSource.destroy();
    },
  };
}

function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { readonly master: Pool }).master;
}
