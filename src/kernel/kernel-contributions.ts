import { batch, type Contributions } from '../sdk';
import type { Health, RunningFault } from './health';
import { type PluginContributions, type PluginHealth, PluginInfo } from './plugin-info';
import type { Owned, Registry } from './registry';

/** What the kernel itself contributes: `Query.plugins`, answered from the registry without a statement. */
export function kernelContributions(
  state: () => { readonly registry: Registry; readonly health: Health },
): Contributions {
  return {
    fields: [
      {
        on: 'Query',
        name: 'plugins',
        description: 'The installed plugins with what they contribute and how they are doing.',
        type: () => [PluginInfo],
        source: batch(async (keys) => keys.map(() => describePlugins(state()))),
      },
    ],
  };
}

function describePlugins({ registry, health }: { readonly registry: Registry; readonly health: Health }): PluginInfo[] {
  return registry.plugins.map(({ manifest }) => {
    const { id, title, description, version, engine } = manifest;
    const faults = health.faultsOf(id);
    return {
      ...{ id, title, description, version, engine, faults },
      state: faults.length === 0 ? 'healthy' : 'faulty',
      health: summarise(faults),
      contributions: contributionsOf(id, registry),
    };
  });
}

function summarise(faults: readonly RunningFault[]): PluginHealth {
  const times = faults.map(({ lastAt }) => lastAt.getTime());
  return {
    faultCount: faults.reduce((sum, { count }) => sum + count, 0),
    lastFaultAt: times.length === 0 ? null : new Date(Math.max(...times)),
  };
}

function contributionsOf(plugin: string, registry: Registry): PluginContributions {
  const keysOf = (owned: ReadonlyMap<string, Owned<unknown>>): readonly string[] =>
    [...owned].filter(([, { owner }]) => owner.id === plugin).map(([key]) => key);
  return {
    channels: keysOf(registry.channels),
    interactionTypes: keysOf(registry.interactionTypes),
    fields: registry.fields.filter(({ owner }) => owner.id === plugin).map(({ value }) => `${value.on}.${value.name}`),
    signals: keysOf(registry.signals),
    adoptionEvidence: keysOf(registry.adoption),
    webHooks: keysOf(registry.webHooks),
    importers: keysOf(registry.importers),
    measures: keysOf(registry.measures),
    jobs: keysOf(registry.jobs),
  };
}
