import type { Database } from '../../db/database';
import { rehearseMigrations } from '../../db/rehearse-migrations';
import { installSources } from '../../execution';
import { type BootReport, lateServices, type PluginBoot, type PluginConfiguration } from '../../kernel';
import { pluginsBeingRemoved } from '../../lifecycle';
import { type CoreServices, coreEnums, coreModules } from '../../open-platform';
import { beingRemoved, hookChanged, noteMigrations, openPlugins, tablesOf } from '../../open-plugins';
import { hooksThatChanged } from '../../scoring';

export interface CheckedBoot {
  readonly report: BootReport;
  /**
   * Goes on beside a database as a start would, without changing anything there: whether hooks say something else than
   * before under the same version, whether data are being removed; `tried`: and whether migrations run, which are taken back.
   *
   * @throws RapportError UNAVAILABLE when the database does not answer, or others keep the tables
   */
  beside(database: Database, migrations: 'tried' | 'left'): Promise<BootReport>;
}

/**
 * Goes through the start of the plugins as far as that needs no database: they are found, configured, checked, and the
 * schema is built with them. Whatever their policy is, a fault only leaves the faulty plugin out, so that all are told.
 *
 * @throws KernelError when the core itself is at fault
 */
export async function checkedBoot(configured: readonly PluginConfiguration[]): Promise<CheckedBoot> {
  const policies = configured.map(({ policy = 'required' }) => policy);
  const boot = await openPlugins(
    configured.map((plugin) => ({ ...plugin, policy: 'optional' as const })),
    { coreModules: coreModules(lateServices<CoreServices>().services), dynamicEnums: coreEnums, installSources },
  );
  const report = (): BootReport =>
    boot.report().map((plugin, index) => ({ ...plugin, policy: policies[index] ?? plugin.policy }));
  return {
    report: report(),
    beside: async (database, migrations) => {
      await goOnBeside(boot, database, migrations);
      return report();
    },
  };
}

async function goOnBeside(boot: PluginBoot, database: Database, migrations: 'tried' | 'left'): Promise<void> {
  if (migrations === 'tried') {
    noteMigrations(boot, await rehearseMigrations(database.dataSource, tablesOf(boot.kernel.registry, boot)));
  }
  const reader = database.reader();
  const ids = boot.kernel.registry.plugins.map(({ manifest }) => manifest.id);
  boot.leaveOut((await pluginsBeingRemoved(reader, ids)).map(beingRemoved));
  boot.leaveOut((await hooksThatChanged(reader, boot.kernel.registry.plugins)).map(hookChanged));
}
