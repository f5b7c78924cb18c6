import { runMigrations } from 'graphile-worker';
import { migratePlugin } from '../../src/db/plugin-migrations';
import {
  type CustomerKey,
  definePlugin,
  Field,
  type IntakeItem,
  type IntakeRecord,
  Interaction,
  ObjectType,
  z,
} from '../../src/sdk';
import type { TestDatabase } from '../../src/testing/test-database';
import { type DomainApi, openDomain } from './domain-api';

/** A person with a marker in every text that can be stored, for tests of what is left after an erasure. */
@ObjectType({ implements: Interaction, description: 'A note about a customer.' })
class NoteTaken extends Interaction {
  @Field({ description: 'The note.' })
  note!: string;
}

/** Keeps a table of its own. */
export const notePlugin = definePlugin({
  id: 'note',
  version: '1.2.0',
  title: 'Notes',
  description: 'For tests of privacy.',
  engine: '^0.1.0',
  contribute: () => ({
    channels: [{ id: 'note', title: 'Note', depth: 1, kappa: 40 }],
    interactions: [
      {
        ...{ id: 'note.taken', title: 'Taken', channel: 'note', direction: 'in' as const, graphql: NoteTaken },
        ...{ details: z.strictObject({ note: z.string(), pages: z.number().default(1) }), samples: [{ note: 'a' }] },
      },
    ],
    measures: [{ id: 'note.pages', title: 'Pages', unit: 'page', types: ['note.taken'], path: 'pages' }],
    signals: [
      {
        ...{ id: 'note.said', title: 'Said', unit: 'note', direction: 'in' as const, signed: false, maxAmount: 10 },
        defaults: {
          weight: 5,
          halfLifeDays: 90,
          channel: 'note',
          load: 1,
          dialogueIn: 1,
          dialogueOut: 0,
          verified: true,
        },
      },
    ],
    score: ({ type }) => (type === 'note.taken' ? [{ signal: 'note.said', amount: 1, path: 'note' }] : []),
    storage: {
      migrations: [
        {
          name: '1790000000000-drawers',
          up: `create table drawer (
            customer_id bigint not null references core.customer on delete cascade, id int not null, paper text not null,
            primary key (customer_id, id));
            comment on table drawer is 'distributed by customer_id'`,
        },
      ],
      subjectData: {
        export: async (customerId, reader) => ({
          drawer: await reader.query({
            text: 'select id, paper from plugin_note.drawer where customer_id = $1 order by id',
            values: [customerId],
          }),
        }),
        erase: (customerId, writer) =>
          writer.execute({ text: 'delete from plugin_note.drawer where customer_id = $1', values: [customerId] }),
      },
    },
  }),
});

/** The domain with that plugin, its table and a job queue. */
export async function openWithNotes(): Promise<DomainApi> {
  const plugin = notePlugin();
  const api = await openDomain([plugin]);
  await runMigrations({ pgPool: api.database.pool });
  const runner = api.database.dataSource.createQueryRunner();
  await migratePlugin(runner, { plugin: 'note', migrations: plugin.contributions.storage?.migrations ?? [] });
  await runner.release();
  return api;
}

export const asItems = (...records: readonly (IntakeRecord | object)[]): readonly IntakeItem[] =>
  records.map((record, index) => ({ record: record as IntakeRecord, position: { line: index + 1 } }));

/** Records that say everything that can be said of a person, with the marker in each text. */
export function markedRecords(marker: string): readonly IntakeRecord[] {
  const me: readonly CustomerKey[] = [{ system: 'crm', value: marker }];
  const key = (name: string) => ({ source: `${marker}-src`, sourceKey: `${marker}-${name}`, customer: me });
  const name = { given: marker, middle: marker, family: marker, prefix: marker, suffix: marker, credentials: marker };
  const { customer: _, ...own } = key('customer');
  return [
    {
      ...{ kind: 'customer', ...own, customerKind: 'professional', name, organizationName: marker, segment: marker },
      identifiers: [...me, { system: 'email', value: `${marker}@example.org` }],
      ...{
        otherNames: [{ ...name, use: 'former', organizationName: marker }],
        specialty: { code: marker, name: marker },
      },
      licences: [{ number: marker, region: marker, specialtyCode: marker }],
      contactPoints: [{ kind: 'email', value: `${marker}.private@example.org`, use: marker }],
      addresses: [{ use: 'home', lines: [marker], city: marker, region: marker, postalCode: marker, country: marker }],
      ...{ country: 'FR', statusReason: marker },
    },
    { kind: 'identifier', ...key('id'), add: [{ system: marker, value: `${marker}-2` }] },
    {
      ...{ kind: 'interaction', ...key('note'), type: 'note.taken', occurredAt: '2026-11-01T10:00:00Z' },
      ...{ details: { note: marker, pages: 3 }, channelPermission: 'close', brand: 'BRAVO' },
      ledger: [{ entry: 'value_transfer', amountMinor: 700, currency: 'EUR', nature: marker, memo: marker }],
    },
    {
      ...{ kind: 'interaction', ...key('robot'), type: 'note.taken', occurredAt: '2026-11-01T11:00:00Z' },
      ...{ details: { note: marker }, filtered: { code: 'BOT_FILTERED', reason: marker } },
    },
    {
      ...{ kind: 'ledger', ...key('money'), occurredOn: '2026-10-01', entry: 'revenue', amountMinor: 9_900 },
      ...{ currency: 'EUR', nature: marker, counterparty: marker, memo: marker },
    },
    {
      kind: 'need',
      ...key('need'),
      need: 'request',
      topic: marker,
      text: marker,
      raisedAt: '2026-11-02T10:00:00Z',
      channel: marker,
    },
    {
      ...{ kind: 'consent', ...key('consent'), state: 'granted', channel: marker },
      ...{ proof: { how: marker, where: marker, wording: marker }, validFrom: '2026-11-01T00:00:00Z' },
    },
    { kind: 'affiliation', ...key('works'), other: [{ system: 'crm', value: 'other' }], role: marker },
    { kind: 'affiliation', ...key('employs'), customer: [{ system: 'crm', value: 'other' }], other: me, role: marker },
    { kind: 'relationship', ...key('ours'), brand: 'BRAVO', role: marker },
  ];
}

/** Every table of every schema that is not PostgreSQL's own, row by row as text. */
export async function dump(database: TestDatabase): Promise<readonly string[]> {
  const tables = await database.reader().query<{ sql: string }>({
    text: `select format('select %L || '' '' || t::text as row from %I.%I t', n.nspname || '.' || c.relname, n.nspname, c.relname) as sql
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^(pg_|information_schema)' order by 1`,
  });
  const rows: string[] = [];
  for (const { sql } of tables) {
    const found = await database.reader().query<{ row: string }>({ text: sql });
    rows.push(...found.map(({ row }) => row));
  }
  return rows;
}
