import { installSources } from '../../execution';
import { type BootReport, lateServices, type PluginConfiguration } from '../../kernel';
import { type CoreServices, coreEnums, coreModules } from '../../open-platform';
import { openPlugins } from '../../open-plugins';

export interface CheckedBoot {
  readonly report: BootReport;
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
  return { report: boot.report().map((plugin, index) => ({ ...plugin, policy: policies[index] ?? plugin.policy })) };
}
