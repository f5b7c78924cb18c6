import { loadPlugins } from '../../kernel';
import type { Plugin, PluginFactory } from '../../sdk';
import { platformDirectory } from '../../shared/platform';
import { type Finding, finder } from './finding';
import { endlessType } from './hooks/endless';
import type { ContractSamples } from './samples';

/** The plugin under test, configured as its samples say. */
export interface Subject {
  readonly factory: PluginFactory;
  readonly plugin: Plugin;
  /** Plugins that it requires, configured. */
  readonly others: readonly Plugin[];
  readonly samples: ContractSamples;
  /** Interaction type of a sample for which the scoring hook never ends; null when it always does. */
  readonly endless: string | null;
}

/** A check that needs no database. */
export interface StaticCheck {
  readonly name: string;
  /** Goes on "the plugin …". */
  readonly says: string;
  readonly run: (subject: Subject) => readonly Finding[] | Promise<readonly Finding[]>;
}

/** Configures the plugin, or says why that cannot be done. */
export async function subjectOf(
  factory: PluginFactory,
  samples: ContractSamples,
): Promise<{ readonly subject: Subject } | { readonly findings: readonly Finding[] }> {
  const { options, requires = [] } = samples;
  const places = { workingDirectory: process.cwd(), platformDirectory };
  const own = await loadPlugins([{ use: factory, ...(options !== undefined && { options }) }], places);
  const others = await loadPlugins(
    requires.map((use) => ({ use })),
    places,
  );
  const [plugin] = own.plugins;
  const finding = finder('declarations');
  const findings = [
    ...own.faults.map((fault) =>
      finding(
        fault.subject || 'options',
        `${fault.code}: ${fault.message}`,
        'Correct the plugin, or the options of the samples.',
      ),
    ),
    ...others.faults.map((fault) =>
      finding(fault.plugin, `${fault.code}: ${fault.message}`, 'Correct `requires` of the samples.'),
    ),
  ];
  if (plugin === undefined || findings.length > 0) return { findings };
  return { subject: { factory, plugin, others: others.plugins, samples, endless: endlessType(plugin) } };
}
