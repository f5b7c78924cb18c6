import { buildSchema, type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import { access, coreTables, fieldClasses, roleNames } from '../../src/auth';
import { goldenFiles } from '../../src/cli/golden/golden-files';
import { schemaWithoutServices } from '../../src/cli/golden/schema-document';
import { inTreePlugins } from '../../src/config';
import { type Catalogue, installSources } from '../../src/execution';
import { testDatabase } from '../../src/testing/test-database';
import { batchDecisions } from './batch-decisions';

let catalogue: Catalogue;
let schema: GraphQLSchema;

beforeAll(async () => {
  await schemaWithoutServices(inTreePlugins, (built, registry) => {
    catalogue = installSources(built, registry);
  });
  schema = buildSchema(await goldenFiles['full.graphql']());
});

describe('the table of roles and root fields', () => {
  it('has a line for every root field, and none for others', () => {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`),
    );
    expect([...access.keys()].sort()).toEqual(roots.sort());
  });

  it('says of every role what it may', () => {
    for (const [field, line] of access)
      expect([field, Object.keys(line).sort()]).toEqual([field, [...roleNames].sort()]);
  });

  it('lets an administrator ask everything, and a partner’s service nothing but for its own plugin', () => {
    const of = (role: 'admin' | 'partner') =>
      [...access].filter(([, line]) => line[role] !== 'refused').map(([field, line]) => `${field}: ${line[role]}`);
    expect(of('admin')).toEqual([...access.keys()].map((field) => `${field}: allowed`));
    expect(of('partner')).toEqual(['Query.me: allowed', 'Mutation.recordInteractions: own plugin']);
  });
});

describe('fields of protected kinds of data', () => {
  it('exist', () => {
    const missing = Object.keys(fieldClasses).filter((coordinate) => {
      const [name = '', field = ''] = coordinate.split('.');
      const type = schema.getType(name);
      return !((isObjectType(type) || isInterfaceType(type)) && field in type.getFields());
    });
    expect(missing).toEqual([]);
  });
});

describe('every table', () => {
  it('of the core has a rule of who may see its rows', async () => {
    const database = await testDatabase();
    const rows = await database.reader().query<{ name: string }>({
      text: `select 'core.' || relname as name from pg_class
        where relnamespace = 'core'::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1`,
    });
    await database.close();
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(coreTables).sort());
  });

  it('that a type reads is declared as its rule says', () => {
    const tables = [...catalogue.types.values()].flatMap(({ table }) => (table === null ? [] : [table.source]));
    const odd = tables.filter(({ table, customerColumn, otherCustomerColumn }) => {
      const rule = coreTables[table as `core.${string}`];
      const customer = table === 'core.customer' ? 'id' : rule?.customer;
      return rule !== undefined && (customerColumn !== customer || otherCustomerColumn !== rule.otherCustomer);
    });
    expect(odd).toEqual([]);
    expect(tables.length).toBeGreaterThan(15);
  });
});

describe('every field that JavaScript computes', () => {
  it('has a decision on who may see what it answers', () => {
    const batches = [...catalogue.types.values()].flatMap(({ fields }) =>
      [...fields.values()].filter(({ source }) => source?.kind === 'batch').map(({ coordinate }) => coordinate),
    );
    expect([...new Set(batches)].sort()).toEqual(Object.keys(batchDecisions).sort());
  });
});
