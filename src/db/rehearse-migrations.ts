import type { DataSource } from 'typeorm';
import { isRapportError } from '../sdk/errors';
import type { PluginOutcome } from './migrate';
import { migratePlugin, type PluginTables } from './plugin-migrations';

/** Milliseconds that a rehearsal waits for tables that others work on. */
const patience = 10_000;

/**
 * Runs the pending migrations of plugins and takes them back: tells what a start would meet, and changes nothing. Tables are
 * locked meanwhile as a migration locks them.
 *
 * @throws RapportError UNAVAILABLE when others keep the tables for too long
 */
export async function rehearseMigrations(
  dataSource: DataSource,
  plugins: readonly PluginTables[],
): Promise<readonly PluginOutcome[]> {
  const runner = dataSource.createQueryRunner();
  const outcomes: PluginOutcome[] = [];
  try {
    await runner.startTransaction();
    await runner.query(`select set_config('lock_timeout', $1, true)`, [`${patience}ms`]);
    for (const tables of plugins) {
      const begun = performance.now();
      const outcome = (part: Pick<PluginOutcome, 'fault' | 'warnings'>): void => {
        outcomes.push({ plugin: tables.plugin, milliseconds: performance.now() - begun, ...part });
      };
      // What a failing step leaves of the transaction can be used for no other plugin.
      await runner.startTransaction();
      try {
        const { warnings } = await migratePlugin(runner, tables);
        outcome({ fault: null, warnings });
        await runner.commitTransaction();
      } catch (error) {
        if (!isRapportError(error) || error.code !== 'MIGRATION_FAILED') throw error;
        outcome({ fault: error, warnings: [] });
        await runner.rollbackTransaction();
      }
    }
    return outcomes;
  } finally {
    while (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}
