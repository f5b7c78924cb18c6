import { batch, type Contributions, type Principal } from '../sdk';
import type { BootReport, PluginReport } from './boot/boot-report';
import { describeFault } from './describe-fault';
import type { Health, RunningFault } from './health';
import { type PluginHealth, PluginInfo } from './plugin-info';
import type { SlotFigures } from './slot-info';

/** What is known of the plugins. */
export interface PluginsState {
  readonly health: Health;
  readonly report: BootReport;
  /** Who is told files and the words of faults. */
  readonly administers: (principal: Principal) => boolean;
  readonly slots: (plugin: string) => readonly SlotFigures[];
}

/** What the kernel itself contributes: `Query.plugins`, answered from memory. Without a state it can only be checked. */
export function kernelContributions(state?: () => PluginsState): Contributions {
  return {
    fields: [
      {
        on: 'Query',
        name: 'plugins',
        description: 'The configured plugins: what each contributes, whether it runs and how it is doing.',
        type: () => [PluginInfo],
        source: batch(async (keys, _args, { principal }) =>
          keys.map(() => (state === undefined ? [] : describePlugins(state(), principal))),
        ),
      },
    ],
  };
}

function describePlugins({ health, report, administers, slots }: PluginsState, principal: Principal): PluginInfo[] {
  const isTold = administers(principal);
  const sorted = report.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return sorted.map((plugin) => {
    const running = health.faultsOf(plugin.id);
    const { id, title, description, version, engine, policy, contributions } = plugin;
    return {
      ...{ id, title: title ?? id, description: description ?? '', version, engine, policy, contributions },
      state: stateOf(plugin, running),
      health: summarise(running),
      faults: [...plugin.faults, ...running].map((fault) => describeFault(fault, isTold)),
      slots: slots(id),
      start: isTold ? startOf(plugin) : null,
    };
  });
}

function stateOf({ state }: PluginReport, faults: readonly RunningFault[]): string {
  if (state !== 'running') return state;
  return faults.length === 0 ? 'healthy' : 'faulty';
}

function startOf({ use, file, phases, warnings }: PluginReport): PluginInfo['start'] {
  return { configuredAs: use, file, warnings, phases: phases.map((phase) => ({ ...phase })) };
}

function summarise(faults: readonly RunningFault[]): PluginHealth {
  const times = faults.map(({ lastAt }) => lastAt.getTime());
  return {
    faultCount: faults.reduce((sum, { count }) => sum + count, 0),
    lastFaultAt: times.length === 0 ? null : new Date(Math.max(...times)),
  };
}
