import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { type App, createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import {
  batch,
  column,
  definePlugin,
  Field,
  From,
  FromTable,
  ID,
  Int,
  list,
  ObjectType,
  type ReadContext,
} from '../../src/sdk';
import { createTestDatabase } from '../../src/testing';

jest.setTimeout(120_000);

@FromTable({ table: 'plugin_vault.item', key: 'id', customerColumn: 'customer_id', keyType: 'bigint' })
@ObjectType({ description: 'A thing in the vault.' })
class VaultItem {
  @From(column('id'))
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field({ description: 'What it is.' })
  what!: string;
}

type Keys = readonly (string | number)[];

/** One figure for each customer. */
const counting =
  (table: string, key: string) =>
  async (keys: Keys, _args: unknown, { reader }: ReadContext): Promise<readonly unknown[]> => {
    const rows = await reader.query<{ readonly key: number; readonly rows: number }>({
      text: `select ${key} as key, count(*)::int as rows from ${table} where ${key} = any($1::bigint[]) group by 1`,
      values: [keys],
    });
    return keys.map((each) => rows.find((row) => row.key === Number(each))?.rows ?? 0);
  };

/** Has tables of its own, and reaches for more than that. */
const vault = definePlugin({
  ...{
    id: 'vault',
    version: '1.0.0',
    title: 'Vault',
    description: 'Things of customers, for tests.',
    engine: '^0.1.0',
  },
  contribute: () => ({
    types: [VaultItem],
    fields: [
      {
        ...{ on: 'Customer', name: 'vault', description: 'How many things.', type: () => Int, nullable: true },
        source: batch(counting('plugin_vault.item', 'customer_id')),
      },
      {
        ...{ on: 'Customer', name: 'vaultKnown', description: 'Whether it is there.', type: () => Int, nullable: true },
        source: batch(counting('core_read.customer', 'id')),
      },
      {
        ...{ on: 'Customer', name: 'vaultPeek', description: 'What it may not see.', type: () => Int, nullable: true },
        source: batch(counting('core.customer_identifier', 'customer_id')),
      },
      {
        ...{ on: 'Customer', name: 'vaultItems', description: 'The things.', type: () => [VaultItem] },
        source: list({
          ...{ type: 'VaultItem', key: 'customer_id', limit: 10 },
          orderBy: [{ sql: 't.id', type: 'bigint', direction: 'asc' }],
        }),
      },
    ],
    jobs: [
      {
        id: 'vault.put',
        title: 'Puts a thing into the vault of everybody',
        run: async ({ writer, payload }) => {
          await writer.execute({
            text: 'insert into plugin_vault.item (customer_id, what) select id, $1 from core_read.customer',
            values: [payload.what],
          });
        },
      },
      {
        id: 'vault.rename',
        title: 'Reaches for what is not its own',
        run: async ({ writer }) => {
          await writer.execute({ text: `update core.customer set given_name = 'Eve'` });
        },
      },
    ],
    storage: {
      migrations: [
        {
          name: '1790000000001-item',
          up: `create table item (id bigint generated always as identity primary key,
            customer_id bigint not null references core.customer on delete cascade, what text not null)`,
        },
      ],
      subjectData: {
        export: async (customerId, reader) => ({
          items: await reader.query({
            text: 'select what from plugin_vault.item where customer_id = $1',
            values: [customerId],
          }),
        }),
        erase: (customerId, writer) =>
          writer.execute({ text: 'delete from plugin_vault.item where customer_id = $1', values: [customerId] }),
      },
      reads: ['customer'],
    },
  }),
});

let stored: Awaited<ReturnType<typeof createTestDatabase>>;
let app: App;
beforeAll(async () => {
  stored = await createTestDatabase();
  const config = readConfig({ port: '0' }, { DATABASE_URL: stored.url });
  app = await createApp(config, { plugins: [{ use: vault }], log: pino({ level: 'silent' }) });
  await ask(`mutation { upsertCustomer(input: { source: "t", sourceKey: "ana", kind: PROFESSIONAL,
    identifiers: [{ system: "crm", value: "ana" }], name: { given: "Ana", family: "Lund" } }) { __typename } }`);
});
afterAll(async () => {
  await app?.close();
  await stored?.drop();
});

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: answers of tests have the shape of their query
  readonly data?: any;
  readonly errors?: readonly { readonly path?: readonly unknown[]; readonly extensions?: { readonly code?: string } }[];
}

async function ask(query: string): Promise<Answer> {
  const answer = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await answer.json()) as Answer;
}

const customer = (selection: string) => `{ customerByIdentifier(system: "crm", value: "ana") { ${selection} } }`;

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < 800; round += 1) {
    if (await condition()) return;
    await pause(25);
  }
  throw new Error('It did not happen within twenty seconds');
}

describe('a plugin with tables of its own', () => {
  it('fills them by a job, and shows them by declarations and by functions', async () => {
    await app.jobs.add('vault.put', { what: 'a key' });
    await until(async () => (await ask(customer('vault'))).data.customerByIdentifier.vault === 1);
    expect(await ask(customer('vault vaultKnown vaultItems { what }'))).toEqual({
      data: { customerByIdentifier: { vault: 1, vaultKnown: 1, vaultItems: [{ what: 'a key' }] } },
    });
  });

  it('is not let read more of the core than it asked for: its field is missing, the rest is whole', async () => {
    const { data, errors } = await ask(customer('displayName vault vaultPeek'));
    expect(data.customerByIdentifier).toEqual({ displayName: 'Ana Lund', vault: 1, vaultPeek: null });
    expect(errors).toMatchObject([
      { path: ['customerByIdentifier', 'vaultPeek'], extensions: { code: 'PLUGIN_FAILED' } },
    ]);
  });

  it('is not let change the core by a job', async () => {
    await app.jobs.add('vault.rename');
    await until(() =>
      app.health.faultsOf('vault').some(({ message }) => /vault\.rename failed: permission denied/.test(message)),
    );
    expect((await ask(customer('displayName'))).data.customerByIdentifier.displayName).toBe('Ana Lund');
  });
});
