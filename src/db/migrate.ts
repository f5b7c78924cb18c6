import type { Client } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import type { Reader } from '../sdk';
import { isRapportError, RapportError } from '../sdk/errors';
import { asUnavailable } from './connection-fault';
import { coreMigrations } from './core-migrations';
import { migrationFault } from './migration-fault';
import { createSchema, migratePlugin, type PluginTables, pluginSchema } from './plugin-migrations';
import { createDataSource } from './settings';
import { typeorm } from './typeorm';

export interface MigrationReport {
  /** Names of the migrations that ran now, plugins' as `<plugin>/<name>`. */
  readonly applied: readonly string[];
  /** Names in the database that this version does not know: a newer version was here. */
  readonly unknown: readonly string[];
  /** What migrations had to leave undone, such as a role that this user may not create. */
  readonly warnings: readonly string[];
  /** What became of the tables of each plugin. */
  readonly plugins: readonly PluginOutcome[];
}

export interface PluginOutcome {
  readonly plugin: string;
  readonly milliseconds: number;
  /** Why they are not up to date; null when they are. */
  readonly fault: RapportError | null;
  /** What it has to do without. */
  readonly warnings: readonly string[];
}

/** `RAPPORT!` in ASCII: one lock per database for all who migrate it. */
const lockKey = '5927106890454684705';

/**
 * Brings core and plugin tables up to date. Starters that come at the same time wait for the first one.
 *
 * @throws RapportError DATABASE_UNSUPPORTED before PostgreSQL 15, MIGRATION_FAILED with the migration's name, or UNAVAILABLE.
 */
export async function migrate(url: string, plugins: readonly PluginTables[]): Promise<MigrationReport> {
  const settings = { url, poolSize: 2, statementTimeout: 0, onFault: () => undefined };
  const dataSource = createDataSource(settings, { migrations: [...coreMigrations] });
  try {
    await dataSource.initialize();
    return await migrateLocked(dataSource, plugins);
  } catch (error) {
    throw asUnavailable(error);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

async function migrateLocked(dataSource: DataSource, plugins: readonly PluginTables[]): Promise<MigrationReport> {
  const runner = dataSource.createQueryRunner();
  try {
    await requireSupported(runner);
    const warnings = await collectWarnings(runner);
    await runner.query('select pg_advisory_lock($1)', [lockKey]);
    const core = await migrateCore(dataSource, runner);
    const applied = [...core.applied];
    const outcomes: PluginOutcome[] = [];
    for (const tables of plugins) outcomes.push(await migrateOne(runner, tables, applied));
    return { applied, unknown: core.unknown, warnings, plugins: outcomes };
  } finally {
    // The lock belongs to the session, which ends with the data source.
    await runner.release();
  }
}

/** Steps that ran are added to `applied`. @throws RapportError unless the plugin may be left out */
async function migrateOne(runner: QueryRunner, tables: PluginTables, applied: string[]): Promise<PluginOutcome> {
  const { plugin, whenFailing = 'stop' } = tables;
  const begun = performance.now();
  const outcome = (fault: RapportError | null, warnings: readonly string[] = []): PluginOutcome => {
    return { plugin, fault, warnings, milliseconds: performance.now() - begun };
  };
  try {
    const migrated = await migratePlugin(runner, tables);
    applied.push(...migrated.applied);
    return outcome(null, migrated.warnings);
  } catch (error) {
    // A database that is away is nobody's fault.
    if (whenFailing === 'stop' || !isRapportError(error) || error.code !== 'MIGRATION_FAILED') throw error;
    return outcome(error);
  }
}

/** The list grows with every warning the server sends on this connection. */
async function collectWarnings(runner: QueryRunner): Promise<readonly string[]> {
  const warnings: string[] = [];
  const client = (await runner.connect()) as Client;
  client.on('notice', (notice) => {
    if (notice.severity === 'WARNING' && notice.message !== undefined) warnings.push(notice.message);
  });
  return warnings;
}

async function requireSupported(runner: QueryRunner): Promise<void> {
  const [row]: readonly { readonly number: number; readonly version: string }[] = await runner.query(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  if (row === undefined || row.number >= 150_000) return;
  throw new RapportError('DATABASE_UNSUPPORTED', `PostgreSQL ${row.version} is too old: 15 or newer is required`);
}

async function migrateCore(
  dataSource: DataSource,
  runner: QueryRunner,
): Promise<Pick<MigrationReport, 'applied' | 'unknown'>> {
  await createSchema(runner, 'core').catch((error: unknown) => {
    throw migrationFault('create schema core', error);
  });
  await runner.query('set search_path to core, public');
  const executor = new (typeorm().MigrationExecutor)(dataSource, runner);
  executor.transaction = 'each';
  try {
    const ran = await executor.executePendingMigrations();
    const known = new Set(coreMigrations.map((migration) => migration.name));
    const executed = await executor.getExecutedMigrations();
    return {
      applied: ran.map((migration) => migration.name),
      unknown: executed.map((migration) => migration.name).filter((name) => !known.has(name)),
    };
  } catch (error) {
    const [culprit] = await executor.getPendingMigrations().catch(() => []);
    throw migrationFault(culprit?.name ?? 'core', error);
  }
}

/** Names of migrations that have not run in this database, for a readiness check. */
export async function pendingMigrations(reader: Reader, plugins: readonly PluginTables[]): Promise<readonly string[]> {
  const core = await names(reader, 'core.migration');
  const pending = coreMigrations.map((migration) => migration.name).filter((name) => !core.has(name));
  for (const { plugin, migrations } of plugins) {
    const applied = await names(reader, `${pluginSchema(plugin)}.applied_migration`);
    pending.push(...migrations.filter((step) => !applied.has(step.name)).map((step) => `${plugin}/${step.name}`));
  }
  return pending;
}

async function names(reader: Reader, table: string): Promise<ReadonlySet<string>> {
  const rows = await reader.query<{ readonly name: string }>({ text: `select name from ${table}` });
  return new Set(rows.map((row) => row.name));
}
