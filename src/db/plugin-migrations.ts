import type { QueryRunner } from 'typeorm';
import type { PluginMigration } from '../sdk';
import { migrationFault } from './migration-fault';

/** Tables that a plugin brings along. */
export interface PluginTables {
  readonly plugin: string;
  readonly migrations: readonly PluginMigration[];
  /** What a failing step does to the start. Default `stop`. */
  readonly whenFailing?: 'stop' | 'leave out';
}

/** SQL schema of a plugin's own tables: `us-open-data` -> `plugin_us_open_data`. */
export function pluginSchema(plugin: string): string {
  return `plugin_${plugin.replaceAll('-', '_')}`;
}

/**
 * Runs the steps that have not run yet, each in a transaction of its own with `search_path` on the plugin's schema,
 * which also holds the list of applied steps.
 *
 * @returns names of the steps that ran, as `<plugin>/<step>`.
 */
export async function migratePlugin(runner: QueryRunner, tables: PluginTables): Promise<readonly string[]> {
  const schema = pluginSchema(tables.plugin);
  const applied = await appliedSteps(runner, schema, tables.plugin);
  const pending = [...tables.migrations]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .filter((step) => !applied.has(step.name));
  for (const step of pending) await runStep(runner, schema, tables.plugin, step);
  return pending.map((step) => `${tables.plugin}/${step.name}`);
}

async function appliedSteps(runner: QueryRunner, schema: string, plugin: string): Promise<ReadonlySet<string>> {
  try {
    await createSchema(runner, schema);
    await runner.query(`
      create table if not exists ${schema}.applied_migration (
        name text primary key,
        applied_at timestamptz(3) not null default now()
      )`);
    const rows: readonly { readonly name: string }[] = await runner.query(
      `select name from ${schema}.applied_migration`,
    );
    return new Set(rows.map((row) => row.name));
  } catch (error) {
    throw migrationFault(`${plugin}/create schema ${schema}`, error);
  }
}

/** `create schema if not exists` asks for the right to create schemas even when there is nothing to do. */
export async function createSchema(runner: QueryRunner, schema: string): Promise<void> {
  const found: readonly object[] = await runner.query('select from pg_namespace where nspname = $1', [schema]);
  if (found.length === 0) await runner.query(`create schema ${schema}`);
}

async function runStep(runner: QueryRunner, schema: string, plugin: string, step: PluginMigration): Promise<void> {
  try {
    await runner.startTransaction();
    await runner.query(`select set_config('search_path', $1, true)`, [`${schema}, public`]);
    await runner.query(step.up);
    await runner.query(`insert into ${schema}.applied_migration (name) values ($1)`, [step.name]);
    await runner.commitTransaction();
  } catch (error) {
    const fault = migrationFault(`${plugin}/${step.name}`, error);
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => runner.release());
    throw fault;
  }
}
