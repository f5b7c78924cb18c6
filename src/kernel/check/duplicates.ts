import type { Contributions, ErrorCode } from '../../sdk';
import type { Fault } from '../fault';
import { enumValueName } from '../schema/dynamic-enums';
import { type CheckContext, type CommonCheck, faultOf } from './contributor';

interface Unique {
  readonly code: ErrorCode;
  readonly noun: string;
  readonly ids: (contributions: Contributions) => readonly string[];
  /** What must differ, when it is not the id itself. */
  readonly keyOf?: (id: string) => string;
}

/** Names with one owner in the whole installation. */
const unique: readonly Unique[] = [
  { code: 'CHANNEL_DUPLICATE', noun: 'channel', ids: ({ channels = [] }) => channels.map(({ id }) => id) },
  {
    code: 'INTERACTION_TYPE_DUPLICATE',
    noun: 'interaction type',
    ids: ({ interactions = [] }) => interactions.map(({ id }) => id),
  },
  { code: 'SIGNAL_DUPLICATE', noun: 'signal', ids: ({ signals = [] }) => signals.map(({ id }) => id) },
  {
    code: 'COST_DUPLICATE',
    noun: 'cost of interaction type',
    ids: ({ costs = [] }) => costs.map(({ eventType }) => eventType),
  },
  {
    code: 'ADOPTION_DUPLICATE',
    noun: 'adoption evidence',
    ids: ({ adoption = [] }) => adoption.map(({ evidence }) => evidence),
  },
  { code: 'IMPORTER_DUPLICATE', noun: 'importer', ids: ({ importers = [] }) => importers.map(({ id }) => id) },
  {
    code: 'MEASURE_DUPLICATE',
    noun: 'measure',
    ids: ({ measures = [] }) => measures.map(({ id }) => id),
    keyOf: enumValueName,
  },
  { code: 'JOB_DUPLICATE', noun: 'job', ids: ({ jobs = [] }) => jobs.map(({ id }) => id) },
];

/** Whether every name has one owner; the later of two claimants is told to change. */
export const checkDuplicates: CommonCheck = (context) => [
  ...unique.flatMap((family) => checkFamily(family, context)),
  ...context.plugins.flatMap((plugin) => {
    const ids = (plugin.contributions.webHooks ?? []).map(({ id }) => id);
    const repeated = ids.filter((id, position) => ids.indexOf(id) !== position);
    return repeated.map((id) => {
      const message = `Two web hooks of the plugin have the id "${id}". Rename one; the id is part of the address.`;
      return faultOf(plugin, 'ADAPTER_DUPLICATE', id, message, plugin.id);
    });
  }),
];

function checkFamily({ code, noun, ids, keyOf = (id) => id }: Unique, { everyone }: CheckContext): readonly Fault[] {
  const owners = new Map<string, { readonly owner: string; readonly id: string }>();
  const faults: Fault[] = [];
  for (const contributor of everyone) {
    for (const id of ids(contributor.contributions)) {
      const other = owners.get(keyOf(id));
      if (other === undefined) {
        owners.set(keyOf(id), { owner: contributor.id, id });
        continue;
      }
      const same = other.id === id ? '' : `, as "${other.id}"`;
      const claimant = other.owner === contributor.id ? 'the plugin itself' : `"${other.owner}"`;
      const message = `The ${noun} "${id}" is already declared by ${claimant}${same}. Rename or remove one.`;
      faults.push(faultOf(contributor, code, id, message, other.owner));
    }
  }
  return faults;
}
