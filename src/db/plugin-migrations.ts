import type { QueryRunner } from 'typeorm';
import type { CoreView, PluginMigration } from '../sdk';
import { migrationFault } from './migration-fault';
import { refuseEscape } from './plugin-handle';
import { preparePluginRole, type RoleOutcome } from './plugin-role';
import { pluginSchema } from './plugin-schema';

export { pluginSchema } from './plugin-schema';

/** Tables that a plugin brings along. */
export interface PluginTables {
  readonly plugin: string;
  readonly migrations: readonly PluginMigration[];
  /** Views of the core that its role may read. Default: none. */
  readonly reads?: readonly CoreView[];
  /** What a failing step does to the start. Default `stop`. */
  readonly whenFailing?: 'stop' | 'leave out';
}

export interface MigratedPlugin {
  /** Names of the steps that ran, as `<plugin>/<step>`. */
  readonly applied: readonly string[];
  /** What it has to do without. */
  readonly warnings: readonly string[];
}

/**
 * Runs the steps that have not run yet, each in a transaction of its own with `search_path` on the plugin's schema,
 * which also holds the list of applied steps, and as the plugin's role.
 */
export async function migratePlugin(runner: QueryRunner, tables: PluginTables): Promise<MigratedPlugin> {
  const schema = pluginSchema(tables.plugin);
  const applied = await appliedSteps(runner, schema, tables.plugin);
  const role = await roleOf(runner, tables);
  const pending = [...tables.migrations]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .filter((step) => !applied.has(step.name));
  for (const step of pending) await runStep(runner, { schema, plugin: tables.plugin, role }, step);
  return {
    applied: pending.map((step) => `${tables.plugin}/${step.name}`),
    warnings: 'warning' in role ? [role.warning] : [],
  };
}

async function roleOf(runner: QueryRunner, { plugin, reads = [] }: PluginTables): Promise<RoleOutcome> {
  try {
    return await preparePluginRole(runner, plugin, reads);
  } catch (error) {
    throw migrationFault(`${plugin}/role ${pluginSchema(plugin)}`, error);
  }
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

interface Place {
  readonly schema: string;
  readonly plugin: string;
  readonly role: RoleOutcome;
}

async function runStep(runner: QueryRunner, { schema, plugin, role }: Place, step: PluginMigration): Promise<void> {
  refuseEscapeOf(step, plugin);
  try {
    await runner.startTransaction();
    await runner.query(`select set_config('search_path', $1, true)`, [`${schema}, public`]);
    if ('role' in role) await runner.query(`set local role ${role.role}`);
    await runner.query(step.up);
    await runner.query(`set local role none`);
    await runner.query(`insert into ${schema}.applied_migration (name) values ($1)`, [step.name]);
    await runner.commitTransaction();
  } catch (error) {
    const fault = migrationFault(`${plugin}/${step.name}`, error);
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => runner.release());
    throw fault;
  }
}

function refuseEscapeOf({ name, up }: PluginMigration, plugin: string): void {
  try {
    refuseEscape({ text: up }, plugin);
  } catch (error) {
    throw migrationFault(`${plugin}/${name}`, error);
  }
}
