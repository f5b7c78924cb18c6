import type { Logger } from 'pino';
import { rightsOf } from './auth';
import type { Database } from './db/database';
import type { PluginOutcome } from './db/migrate';
import type { PluginTables } from './db/plugin-migrations';
import {
  type BootFault,
  type BootOptions,
  bootPlugins,
  loadPlugins,
  type PluginBoot,
  type PluginConfiguration,
  type Registry,
} from './kernel';
import { announceRunning, removedMeanwhile } from './lifecycle';
import { type ChangedHook, changedHookMessage, changedHooks, type HookCheckServices } from './scoring';
import { platformDirectory, platformVersion } from './shared/platform';

/**
 * Loads and checks the plugins. Nothing has been started then.
 *
 * @throws KernelError with all faults, when a required plugin has one
 */
export async function openPlugins(
  configured: readonly PluginConfiguration[],
  options: Omit<BootOptions, 'platformVersion' | 'loaded' | 'administers'>,
): Promise<PluginBoot> {
  const places = { workingDirectory: process.cwd(), platformDirectory };
  const { loaded } = await loadPlugins(configured, places);
  return bootPlugins({
    ...options,
    platformVersion,
    loaded,
    administers: (principal) => rightsOf(principal).operations === 'shown',
  });
}

/** Tables that running plugins have of their own; those of optional ones may fail. */
export function tablesOf({ storage }: Pick<Registry, 'storage'>, boot?: PluginBoot): readonly PluginTables[] {
  const optional = new Set(boot?.report().flatMap(({ id, policy }) => (policy === 'optional' ? [id] : [])));
  return [...storage].map(([plugin, { value }]) => ({
    plugin,
    migrations: value.migrations,
    reads: value.reads ?? [],
    whenFailing: optional.has(plugin) ? 'leave out' : 'stop',
  }));
}

/** Leaves out plugins whose tables could not be brought up to date. */
export function noteMigrations(boot: PluginBoot, outcomes: readonly PluginOutcome[]): void {
  const faults: BootFault[] = [];
  for (const { plugin, milliseconds, fault, warnings } of outcomes) {
    boot.took(plugin, 'migrate', milliseconds);
    for (const warning of warnings) boot.warn(plugin, warning);
    if (fault === null) continue;
    faults.push({ code: fault.code, plugin, subject: 'storage.migrations', message: fault.message, phase: 'migrate' });
  }
  boot.leaveOut(faults);
}

/**
 * Leaves out plugins whose data are being removed, and keeps those of the others from being removed for as long as they run here.
 *
 * @throws KernelError when a required one is being removed
 */
export async function announcePlugins(
  boot: PluginBoot,
  { database, log }: { readonly database: Pick<Database, 'hold'>; readonly log: Pick<Logger, 'error'> },
): Promise<void> {
  const plugins = boot.kernel.registry.plugins.map(({ manifest }) => manifest.id);
  const removed = await announceRunning(database, plugins, (late) => {
    log.error(
      { plugins: late },
      'What plugins of this process brought in is being removed; start it anew without them',
    );
  });
  boot.leaveOut(removed.map(beingRemoved));
}

/** Why a plugin does not run whose data go. */
export const beingRemoved = (plugin: string): BootFault => ({
  ...{ code: 'PLUGIN_BEING_REMOVED', plugin, subject: 'storage', phase: 'migrate' },
  message: removedMeanwhile(plugin),
});

/**
 * Leaves out plugins whose scoring hooks say something else than before under the same version.
 *
 * @throws KernelError when a required one does
 */
export async function proveHooks(boot: PluginBoot, services: Omit<HookCheckServices, 'registry'>): Promise<void> {
  const changed = await changedHooks({ ...services, registry: boot.kernel.registry }, (plugin, milliseconds) =>
    boot.took(plugin, 'prove', milliseconds),
  );
  boot.leaveOut(changed.map(hookChanged));
}

/** Why a plugin does not run whose scoring hook changed and its version did not. */
export const hookChanged = (hook: ChangedHook): BootFault => ({
  ...{ code: 'HOOK_CHANGED_WITHOUT_VERSION', plugin: hook.plugin, subject: 'score', phase: 'prove' },
  message: changedHookMessage(hook),
});
