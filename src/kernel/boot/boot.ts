import { checkContributions } from '../check/check';
import { namelessPlugin } from '../check/shape';
import { composeKernel, type Kernel, type KernelOptions } from '../create-kernel';
import { type Fault, KernelError } from '../fault';
import { kernelContributions } from '../kernel-contributions';
import type { BootPhase, LoadedPlugin } from '../load/load-plugins';
import type { AbsentPlugin } from '../registry';
import { type BootFault, culprits, reasonOfFaults } from './boot-fault';
import { type BootReport, describeBoot } from './boot-report';
import { byPrecedence, namesOf, type Standing, standingsOf } from './standing';

export type BootOptions = Omit<KernelOptions, 'plugins' | 'loadFaults' | 'absent' | 'report'> & {
  /** In the order of the configuration. */
  readonly loaded: readonly LoadedPlugin[];
};

/** The start of the plugins: who runs, who is left out and why, and how long each phase took. */
export interface PluginBoot {
  /** Of the plugins that run. */
  readonly kernel: Kernel;
  /**
   * Leaves plugins out for what later phases show, with those that require them.
   *
   * @throws KernelError when a required plugin is among them
   */
  leaveOut(faults: readonly BootFault[]): void;
  /** Notes how long a phase of a plugin took. */
  took(plugin: string, phase: BootPhase, milliseconds: number): void;
  /** Notes what a plugin has to do without. */
  warn(plugin: string, message: string): void;
  /** One report per configured plugin, in the order of the configuration. */
  report(): BootReport;
}

/**
 * Finds the plugins that can run together. A plugin with a fault of its own is left out, and whoever requires it; of two
 * that claim a name the optional one is, of two alike the later one of the configuration. What is required must run.
 *
 * @throws KernelError with all faults, when a required plugin or the core has one
 */
export function bootPlugins(options: BootOptions): PluginBoot {
  const all = standingsOf(options.loaded);
  const report = (): BootReport => describeBoot(all, kernel.registry);
  let kernel = settle(options, all, report);
  const standingOf = (plugin: string): Standing | undefined =>
    all.find(({ id, isOut }) => id === plugin && !isOut) ?? all.find(({ id }) => id === plugin);
  return {
    get kernel() {
      return kernel;
    },
    leaveOut: (faults) => {
      if (faults.length === 0) return;
      expel(all, faults);
      kernel = settle(options, all, report);
    },
    took: (plugin, phase, milliseconds) => standingOf(plugin)?.times.push({ phase, milliseconds }),
    warn: (plugin, message) => standingOf(plugin)?.warnings.push(message),
    report,
  };
}

/** Each round leaves somebody out or is the last. */
function settle(options: BootOptions, all: readonly Standing[], report: () => BootReport): Kernel {
  for (;;) {
    const running = byPrecedence(all.filter(({ isOut }) => !isOut));
    const outcome = attempt(options, all, running, report);
    if ('kernel' in outcome) return requireAll(all, outcome.kernel);
    expel(all, outcome.faults);
  }
}

type Outcome = { readonly kernel: Kernel } | { readonly faults: readonly BootFault[] };

function attempt(
  options: BootOptions,
  all: readonly Standing[],
  running: readonly Standing[],
  report: () => BootReport,
): Outcome {
  const plugins = running.flatMap(({ loaded }) => loaded.plugin ?? []);
  const faults = checkContributions({
    platformVersion: options.platformVersion,
    coreModules: [...options.coreModules, kernelContributions()],
    plugins,
    precedence: 'as given',
    absent: absentReasons(all),
    onChecked: (plugin, milliseconds) => noteCheck(running, plugin, milliseconds),
  });
  if (faults.length > 0) return { faults: faults.map((fault) => ({ ...named(fault, running), phase: 'check' })) };
  try {
    return { kernel: composeKernel({ ...options, plugins, absent: absentPlugins(all), report }) };
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    return { faults: error.faults.map((fault) => ({ ...fault, phase: 'schema' })) };
  }
}

/** A plugin without an id goes by what was configured. */
function named(fault: Fault, running: readonly Standing[]): Fault {
  if (fault.plugin !== namelessPlugin) return fault;
  const nameless = running.find(({ loaded }) => typeof loaded.manifest?.id !== 'string');
  return { ...fault, plugin: nameless?.id ?? fault.plugin };
}

/** Plugins are looked at again in every round; the time is that of all rounds. */
function noteCheck(running: readonly Standing[], plugin: string, milliseconds: number): void {
  const standing = running.find(({ id }) => id === plugin);
  if (standing === undefined) return;
  const place = standing.times.findIndex(({ phase }) => phase === 'check');
  const before = standing.times[place]?.milliseconds ?? 0;
  standing.times.splice(place === -1 ? standing.times.length : place, place === -1 ? 0 : 1, {
    phase: 'check',
    milliseconds: before + milliseconds,
  });
}

/** @throws KernelError with everything known, when the core or a required plugin would have to go */
function expel(all: readonly Standing[], faults: readonly BootFault[]): void {
  const out = culprits(
    faults,
    byPrecedence(all).map(({ id }) => id),
  );
  const leaving = out.map((id) => all.find((each) => each.id === id && !each.isOut));
  const isFatal =
    leaving.length === 0 || leaving.some((each) => each === undefined || each.loaded.policy === 'required');
  if (isFatal || isDoomed(all)) throw new KernelError(withKnown(all, faults));
  for (const each of leaving) {
    if (each === undefined) continue;
    each.isOut = true;
    each.faults.push(...faults.filter(({ plugin }) => plugin === each.id));
  }
}

/** @throws KernelError when a required plugin could not even be loaded */
function requireAll(all: readonly Standing[], kernel: Kernel): Kernel {
  if (isDoomed(all)) throw new KernelError(withKnown(all, []));
  return kernel;
}

const isDoomed = (all: readonly Standing[]): boolean =>
  all.some(({ loaded, isOut, faults }) => loaded.policy === 'required' && isOut && faults.length > 0);

function withKnown(all: readonly Standing[], faults: readonly Fault[]): readonly Fault[] {
  return [...all.flatMap((each) => each.faults), ...faults].map(
    ({ code, plugin, subject, otherClaimant, message }) => ({
      ...{ code, plugin, subject, message },
      ...(otherClaimant === undefined ? {} : { otherClaimant }),
    }),
  );
}

function absentReasons(all: readonly Standing[]): ReadonlyMap<string, string> {
  const out = all.filter(({ isOut }) => isOut);
  return new Map(out.flatMap((each) => namesOf(each).map((name) => [name, reasonOfFaults(each.faults)] as const)));
}

function absentPlugins(all: readonly Standing[]): readonly AbsentPlugin[] {
  return all
    .filter(({ isOut }) => isOut)
    .map(({ id, loaded, faults }) => ({
      id,
      title: loaded.manifest?.title ?? id,
      state: faults.length === 0 ? 'disabled' : 'left out',
    }));
}
