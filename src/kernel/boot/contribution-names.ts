import type { Plugin } from '../../sdk';
import { MetadataIndex } from '../graphql/metadata-index';
import { baseTypes, reachableTypes, rootAt, rootsOf } from '../graphql/reachable-types';

/** What a plugin contributes, by name. */
export interface ContributionNames {
  readonly channels: readonly string[];
  readonly interactionTypes: readonly string[];
  /** GraphQL types of its own. */
  readonly types: readonly string[];
  /** `Type.field`. */
  readonly fields: readonly string[];
  readonly signals: readonly string[];
  readonly adoptionEvidence: readonly string[];
  /** The part of the address after `/intake/`. */
  readonly webHooks: readonly string[];
  readonly importers: readonly string[];
  readonly measures: readonly string[];
  readonly jobs: readonly string[];
  /** Tables its migrations create, as `schema.table`. */
  readonly tables: readonly string[];
  /** What its database role may do beyond its own schema. */
  readonly permissions: readonly string[];
}

export const noContributions: ContributionNames = {
  ...{ channels: [], interactionTypes: [], types: [], fields: [], signals: [], adoptionEvidence: [] },
  ...{ webHooks: [], importers: [], measures: [], jobs: [], tables: [], permissions: [] },
};

const known = new WeakMap<Plugin, ContributionNames>();

/** The names of everything that a checked plugin contributes. Looked for once: a plugin is frozen. */
export function contributionNames(plugin: Plugin): ContributionNames {
  const names = known.get(plugin) ?? namesOf(plugin);
  known.set(plugin, names);
  return names;
}

function namesOf({ manifest: { id }, contributions }: Plugin): ContributionNames {
  const { channels = [], interactions = [], fields = [], signals = [], adoption = [] } = contributions;
  const { webHooks = [], importers = [], measures = [], jobs = [], storage } = contributions;
  return {
    channels: channels.map((channel) => channel.id),
    interactionTypes: interactions.map((type) => type.id),
    types: ownTypes(contributions),
    fields: fields.map(({ on, name }) => `${on}.${name}`),
    signals: signals.map((signal) => signal.id),
    adoptionEvidence: adoption.map(({ evidence }) => evidence),
    webHooks: webHooks.map((adapter) => `${id}/${adapter.id}`),
    importers: importers.map((importer) => importer.id),
    measures: measures.map((measure) => measure.id),
    jobs: jobs.map((job) => job.id),
    tables:
      storage === undefined
        ? []
        : createdTables(
            id,
            storage.migrations.map(({ up }) => up),
          ),
    permissions: permissionsOf(storage),
  };
}

function permissionsOf(storage: Plugin['contributions']['storage']): readonly string[] {
  return (storage?.reads ?? []).map((view) => `read core_read.${view}`);
}

function ownTypes(contributions: Plugin['contributions']): readonly string[] {
  const index = new MetadataIndex();
  const base = reachableTypes(
    baseTypes.map((type) => rootAt('', type)),
    index,
  ).types;
  const all = reachableTypes(rootsOf(contributions, index), index).types;
  return [...all].flatMap(([key, { name }]) => (base.has(key) ? [] : [name])).sort();
}

/** Read from the text of the migrations, before they run: a report needs no database. */
function createdTables(plugin: string, migrations: readonly string[]): readonly string[] {
  const schema = `plugin_${plugin.replaceAll('-', '_')}`;
  const tables = new Set<string>();
  for (const text of migrations) {
    const steps = /\b(create|drop)\s+(?:unlogged\s+)?table\s+(?:if\s+(?:not\s+)?exists\s+)?([\w."]+)/gi;
    for (const [, verb = '', name = ''] of text.matchAll(steps)) {
      const table = `${schema}.${name.replaceAll('"', '').replace(/^.*\./, '')}`;
      if (verb.toLowerCase() === 'create') tables.add(table);
      else tables.delete(table);
    }
  }
  return [...tables].sort();
}
