import type { Contributions, Plugin } from '../../sdk';
import { type Fault, reasonOf } from '../fault';
import { MetadataIndex } from '../graphql/metadata-index';
import { coreOwnerId } from '../merge-registry';
import { checkAdoption } from './adoption';
import { checkBatchScores } from './batch-scores';
import { checkChannels } from './channels';
import {
  type CheckContext,
  type CommonCheck,
  type Contributor,
  faultOf,
  type PluginCheck,
  type PluginContributor,
} from './contributor';
import { checkCosts, checkCurrencies } from './costs';
import { declaredTypes } from './declared-types';
import { checkDescriptions } from './descriptions';
import { checkDetails } from './details';
import { checkDuplicates } from './duplicates';
import { checkFieldClashes } from './field-clashes';
import { checkFields } from './fields';
import { checkIdentity, splitDuplicates } from './identity';
import { checkInteractions } from './interactions';
import { checkJobs } from './jobs';
import { checkMeasures } from './measures';
import { checkNamespaces } from './namespaces';
import { checkRequirements } from './requirements';
import { checkScores } from './scores';
import { checkShape, type ShapeResult } from './shape';
import { checkSignals } from './signals';
import { checkSlots } from './slots';
import { checkSources } from './sources';
import { checkStorage } from './storage';
import { checkTypes } from './types';

/** By the name a fault gives when a check itself throws. */
const pluginChecks: Readonly<Record<string, PluginCheck>> = {
  identity: checkIdentity,
  slots: checkSlots,
  namespaces: checkNamespaces,
  channels: checkChannels,
  signals: checkSignals,
  costs: checkCosts,
  adoption: checkAdoption,
  interactions: checkInteractions,
  details: checkDetails,
  score: checkScores,
  scoreBatch: checkBatchScores,
  fields: checkFields,
  sources: checkSources,
  measures: checkMeasures,
  jobs: checkJobs,
  storage: checkStorage,
};

const commonChecks: readonly CommonCheck[] = [
  checkRequirements,
  checkDuplicates,
  checkCurrencies,
  checkTypes,
  checkFieldClashes,
  checkDescriptions,
];

export interface CheckInput {
  readonly platformVersion: string;
  readonly coreModules: readonly Contributions[];
  readonly plugins: readonly Plugin[];
  /** Of two claimants to a name the later one is at fault: by the order of ids, unless the plugins stand in another. */
  readonly precedence?: 'by id' | 'as given';
  /** Plugins that are configured and do not run, by every name they go by, with the reason. */
  readonly absent?: ReadonlyMap<string, string>;
  /** Told how long it took to look at each plugin. */
  readonly onChecked?: (plugin: string, milliseconds: number) => void;
}

/** Finds every fault of every plugin and of the core, by plugin. Runs plugins' code only where its throwing is caught. */
export function checkContributions(input: CheckInput): readonly Fault[] {
  const shaped = input.plugins.map(shapeOf);
  const named = shaped.flatMap(({ plugin }) => (plugin === null ? [] : [plugin]));
  const { first, faults: duplicates } = splitDuplicates(named);
  const context = contextOf(input, first);
  const faults = [
    ...shaped.flatMap((each) => each.faults),
    ...duplicates,
    ...first.flatMap((plugin) => checkPlugin(plugin, context, input.onChecked)),
    ...commonChecks.flatMap((check) => check(context)),
  ];
  const order = [...new Set(faults.map(({ plugin }) => plugin))].sort();
  return order.flatMap((plugin) => faults.filter((fault) => fault.plugin === plugin));
}

function checkPlugin(
  plugin: PluginContributor,
  context: CheckContext,
  onChecked: CheckInput['onChecked'] = () => undefined,
): readonly Fault[] {
  const begun = performance.now();
  const faults = Object.keys(pluginChecks).flatMap((family) => guarded(family, plugin, context));
  onChecked(plugin.id, performance.now() - begun);
  return faults;
}

function contextOf(
  { platformVersion, coreModules, precedence = 'by id', absent = new Map() }: CheckInput,
  given: readonly PluginContributor[],
): CheckContext {
  const index = new MetadataIndex();
  const plugins = precedence === 'as given' ? given : [...given].sort((one, other) => (one.id < other.id ? -1 : 1));
  const core: Contributor = { id: coreOwnerId, contributions: joined(coreModules) };
  const types = declaredTypes(core, plugins, index);
  return { platformVersion, core, plugins, absent, everyone: [core, ...plugins], index, types };
}

/** Even reading a slot may run code, when somebody made it a getter. */
function shapeOf(plugin: Plugin): ShapeResult {
  try {
    return checkShape(plugin);
  } catch (error) {
    const message = `Reading what it contributes threw: ${reasonOf(error)}. Contributions are plain data.`;
    return { plugin: null, faults: [faultOf(plugin.manifest, 'PLUGIN_CHECK_FAILED', 'contributions', message)] };
  }
}

function guarded(family: string, plugin: PluginContributor, context: CheckContext): readonly Fault[] {
  try {
    return pluginChecks[family]?.(plugin, context) ?? [];
  } catch (error) {
    const message = `Looking at it threw: ${reasonOf(error)}. Schemas, type functions and hooks must work without a database and at once.`;
    return [faultOf(plugin, 'PLUGIN_CHECK_FAILED', family, message)];
  }
}

/** The core features as one contributor. Single slots (score, storage) are no business of theirs. */
function joined(modules: readonly Contributions[]): Contributions {
  return {
    channels: modules.flatMap(({ channels }) => channels ?? []),
    interactions: modules.flatMap(({ interactions }) => interactions ?? []),
    types: modules.flatMap(({ types }) => types ?? []),
    fields: modules.flatMap(({ fields }) => fields ?? []),
    resolvers: modules.flatMap(({ resolvers }) => resolvers ?? []),
    signals: modules.flatMap(({ signals }) => signals ?? []),
    costs: modules.flatMap(({ costs }) => costs ?? []),
    adoption: modules.flatMap(({ adoption }) => adoption ?? []),
    importers: modules.flatMap(({ importers }) => importers ?? []),
    measures: modules.flatMap(({ measures }) => measures ?? []),
    jobs: modules.flatMap(({ jobs }) => jobs ?? []),
  };
}
