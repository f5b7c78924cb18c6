import type { Contributions, ErrorCode } from '../../sdk';
import { faultOf, type PluginCheck } from './contributor';
import { isWithin } from './names';

interface Namespace {
  readonly code: ErrorCode;
  readonly noun: string;
  readonly ids: (contributions: Contributions) => readonly string[];
}

const namespaces: readonly Namespace[] = [
  {
    code: 'INTERACTION_TYPE_NAMESPACE',
    noun: 'interaction type',
    ids: ({ interactions = [] }) => interactions.map(({ id }) => id),
  },
  { code: 'SIGNAL_NAMESPACE', noun: 'signal', ids: ({ signals = [] }) => signals.map(({ id }) => id) },
  {
    code: 'ADOPTION_NAMESPACE',
    noun: 'adoption evidence',
    ids: ({ adoption = [] }) => adoption.map(({ evidence }) => evidence),
  },
  { code: 'IMPORTER_NAMESPACE', noun: 'importer', ids: ({ importers = [] }) => importers.map(({ id }) => id) },
  { code: 'MEASURE_NAMESPACE', noun: 'measure', ids: ({ measures = [] }) => measures.map(({ id }) => id) },
  { code: 'JOB_NAMESPACE', noun: 'job', ids: ({ jobs = [] }) => jobs.map(({ id }) => id) },
];

/** Whether what a plugin names begins with its id, so that two plugins cannot mean different things by one name. */
export const checkNamespaces: PluginCheck = (plugin) => [
  ...namespaces.flatMap(({ code, noun, ids }) =>
    ids(plugin.contributions)
      .filter((id) => !isWithin(id, plugin.id))
      .map((id) => {
        const message = `The ${noun} "${id}" must be "${plugin.id}." followed by lower-case words, such as ${plugin.id}.name.`;
        return faultOf(plugin, code, id, message);
      }),
  ),
  ...(plugin.contributions.channels ?? [])
    .filter(({ id }) => id !== plugin.id && !isWithin(id, plugin.id))
    .map(({ id }) => {
      const message = `The channel "${id}" must be "${plugin.id}", or begin with "${plugin.id}.".`;
      return faultOf(plugin, 'CHANNEL_NAMESPACE', id, message);
    }),
];
