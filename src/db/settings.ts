import type { ClientConfig } from 'pg';
import type { DataSource, DataSourceOptions, Logger } from 'typeorm';
import { GuardedClient } from './guarded-client';
import { clientGrace } from './limit-statements';
import { columnTypes } from './type-parsers';
import { typeorm } from './typeorm';

export interface ConnectionSettings {
  readonly url: string;
  readonly poolSize: number;
  /** Milliseconds after which a statement is given up. */
  readonly statementTimeout: number;
  /** Told of faults that meet no caller, such as the loss of an idle connection. */
  readonly onFault: (error: Error) => void;
}

/**
 * Times are written in UTC. A prepared statement is planned once for all values, unless PostgreSQL sees that knowing the
 * values pays: planning the view takes longer than running it, a filtered list planned for any filter reads a hundred times
 * as much. No statement runs long enough for compiling it to machine code.
 */
const sessionSettings = '-c TimeZone=UTC -c plan_cache_mode=auto -c jit=off';

/** What every connection of ours has in common, pooled or not. */
export function clientOptions(settings: Pick<ConnectionSettings, 'url'>): ClientConfig {
  return {
    connectionString: settings.url,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'rapport',
    options: sessionSettings,
    types: columnTypes,
  };
}

/** A DataSource on the settings, not yet connected. It never synchronises: tables come from migrations. */
export function createDataSource(
  settings: ConnectionSettings,
  parts: Pick<DataSourceOptions, 'entities' | 'migrations'>,
): DataSource {
  return new (typeorm().DataSource)({
    ...parts,
    type: 'postgres',
    url: settings.url,
    schema: 'core',
    migrationsTableName: 'migration',
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    logging: false,
    logger: silent,
    poolErrorHandler: settings.onFault,
    extra: { ...clientOptions(settings), ...poolOptions(settings), Client: GuardedClient },
  });
}

/** TypeORM prints failed migrations by itself; they are thrown, with their names, to whoever can do something about them. */
const silent: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};

function poolOptions(settings: ConnectionSettings): object {
  return {
    max: settings.poolSize,
    // What a transaction sends without waiting is written at once, so that the server need not wait for us between two statements.
    pipeline: true,
    // Connections stay: opening one costs more than keeping it, and prepared statements live in them.
    idleTimeoutMillis: 0,
    // Whatever statements a connection has come to keep goes with it.
    maxLifetimeSeconds: 3_600,
    ...(settings.statementTimeout === 0
      ? {}
      : {
          statement_timeout: settings.statementTimeout,
          silence: settings.statementTimeout + clientGrace,
          idle_in_transaction_session_timeout: 60_000,
        }),
  };
}
