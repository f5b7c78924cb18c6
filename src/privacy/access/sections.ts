import { pluginSchema } from '../../db/plugin-schema';
import type { Registry } from '../../kernel';
import type { Reader, Writer } from '../../sdk';
import { namePattern } from '../erasure/name-pattern';
import type { Person } from '../erasure/person.store';
import { pluginSchemas, storedRows } from '../erasure/plugin-tables.store';
import { subjectTables } from '../erasure/subject-tables.sql';
import { exportFromPlugin } from '../plugin-data';
import { claimsOf, holdsForCopy, queuedOf, recipientsOf, rowOfCustomer, rowsOfTable } from './sections.store';

/** One part of a person's copy. */
export interface Section {
  /** `core`, `queues`, or the id of a plugin. */
  readonly contributor: string;
  readonly title: string;
  collect(writer: Writer, person: Person): Promise<unknown>;
}

export const recipientsTitle = 'Who was shown these data';

/** All parts, in the order of the report: the core's tables, what lies in queues, and what plugins say. */
export function sectionsOf(registry: Pick<Registry, 'storage'>): readonly Section[] {
  const core = (title: string, read: (reader: Reader, customerId: number) => Promise<unknown>): Section => ({
    ...{ contributor: 'core', title },
    collect: (reader, { customerId }) => read(reader, customerId),
  });
  const plugins = [...registry.storage.keys()].sort();
  return [
    core('The person', rowOfCustomer),
    ...subjectTables
      .filter(({ copy }) => copy === 'rows')
      .map((table) => core(table.title, (reader, customerId) => rowsOfTable(reader, table, customerId))),
    core('Legal holds', holdsForCopy),
    core('Records that were taken in', claimsOf),
    {
      ...{ contributor: 'queues', title: 'Records set aside, jobs and news' },
      collect: (reader, person) => queuedOf(reader, person, namePattern(person)),
    },
    core(recipientsTitle, recipientsOf),
    core('Tables of plugins that do not run', async (reader, customerId) => {
      const running = new Set(plugins.map(pluginSchema));
      const absent = (await pluginSchemas(reader)).filter((schema) => !running.has(schema));
      return storedRows(reader, absent, customerId);
    }),
    ...plugins.map(
      (plugin): Section => ({
        ...{ contributor: plugin, title: `Tables of the plugin ${plugin}` },
        collect: (writer, { customerId }) => exportFromPlugin(registry, writer, { plugin, customerId }),
      }),
    ),
  ];
}
