import type { PhaseTime, PluginPolicy } from '../load/load-plugins';
import type { Registry } from '../registry';
import type { BootFault } from './boot-fault';
import { type ContributionNames, contributionNames, noContributions } from './contribution-names';
import type { Standing } from './standing';

/** What became of a configured plugin at the start, and what it brings. */
export interface PluginReport {
  /** What was configured while the id is unknown. */
  readonly id: string;
  /** Null while it could not be read; so the next ones. */
  readonly title: string | null;
  readonly description: string | null;
  readonly version: string | null;
  /** Range of platform versions it is made for. */
  readonly engine: string | null;
  readonly requires: Readonly<Record<string, string>>;
  readonly policy: PluginPolicy;
  readonly state: 'running' | 'left out' | 'disabled';
  /** As configured. */
  readonly use: string;
  /** Absolute path of what was loaded. */
  readonly file: string | null;
  readonly phases: readonly PhaseTime[];
  /** Why it is left out. */
  readonly faults: readonly BootFault[];
  /** What it has to do without. */
  readonly warnings: readonly string[];
  /** What runs of it; of one that is left out, what it would bring, as far as that is sound. */
  readonly contributions: ContributionNames;
}

export type BootReport = readonly PluginReport[];

/** The report of a start, in the order of the configuration. */
export function describeBoot(all: readonly Standing[], { plugins }: Pick<Registry, 'plugins'>): BootReport {
  const running = new Set(plugins);
  return all.map(({ loaded, id, isOut, faults, times, warnings }) => {
    const { plugin, manifest, policy, use, file } = loaded;
    return {
      id,
      ...toldBy(manifest),
      ...{ policy, use, file, faults: [...faults], phases: [...times], warnings: [...warnings] },
      state: isOut ? (faults.length === 0 ? 'disabled' : 'left out') : 'running',
      contributions: plugin !== null && running.has(plugin) ? contributionNames(plugin) : noContributions,
    };
  });
}

/** The manifest of a plugin that is left out may say anything. */
function toldBy(manifest: unknown): Pick<PluginReport, 'title' | 'description' | 'version' | 'engine' | 'requires'> {
  const told = (typeof manifest === 'object' && manifest !== null ? manifest : {}) as Readonly<Record<string, unknown>>;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const requires = typeof told.requires === 'object' && told.requires !== null ? Object.entries(told.requires) : [];
  return {
    title: text(told.title),
    description: text(told.description),
    version: text(told.version),
    engine: text(told.engine),
    requires: Object.fromEntries(
      requires.flatMap(([id, range]) => (text(range) === null ? [] : [[id, String(range)]])),
    ),
  };
}
