import { fillPopulation } from '../../bench/population/fill';
import { type GoldenOperation, plannedStatements } from '../../src/cli/golden/operation-sql';
import { readConfig } from '../../src/config';
import { openPlatform, type Platform } from '../../src/open-platform';
import { type TestDatabase, testDatabase } from '../../src/testing/test-database';

const size = { customers: 3_000, interactions: 20_000, seed: 1 };

/** Tables with more rows are large; the planner of PostgreSQL reads smaller ones as it likes. */
const largeFrom = 2_000;

describe('on a database with thousands of customers', () => {
  let database: TestDatabase;
  let platform: Platform;
  let large: ReadonlySet<string>;

  beforeAll(async () => {
    database = await testDatabase();
    platform = await openPlatform(readConfig({}, { DATABASE_URL: database.url, LOG_LEVEL: 'silent' }));
    await fillPopulation(database, platform.registry, size);
    const tables = await database.reader().query<{ name: string }>({
      text: `select relnamespace::regnamespace || '.' || relname as name from pg_class where relkind = 'r' and reltuples > $1`,
      values: [largeFrom],
    });
    large = new Set(tables.map(({ name }) => name));
  }, 120_000);
  afterAll(async () => {
    await platform?.close();
    await database?.close();
  });

  it('has large tables, so that the following says something', () => {
    expect([...large]).toEqual(expect.arrayContaining(['core.customer', 'core.interaction', 'core.relationship']));
  });

  it.each(['view', 'list'] as const)('the operation %s reads no large table from end to end', async (name) => {
    expect(await scannedTables(name)).toEqual([]);
  });

  it('the operation aggregate reads groups of contacts, neither contacts nor customers one by one', async () => {
    const read = new Set(await readTables('aggregate'));
    expect(read).toContain('core.contact_group');
    expect([...read].filter((table) => large.has(table) && table !== 'core.contact_group')).toEqual([]);
    expect(await scannedTables('aggregate')).toEqual([]);
  });

  it('finds a part of a name by its index', async () => {
    const [row] = await database.reader().query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>({
      text: `explain (format json) select t.id from core.customer t where lower(t.display_name) like lower($1::text)`,
      values: ['%xyzzy%'],
    });
    const steps = row?.['QUERY PLAN'].flatMap(({ Plan }) => withChildren(Plan)) ?? [];
    expect(steps.map((step) => step['Index Name'])).toContain('customer_by_name_part');
  });

  const scannedTables = async (name: GoldenOperation): Promise<readonly string[]> =>
    (await nodesOf(name)).filter((node) => node['Node Type'] === 'Seq Scan' && large.has(tableOf(node))).map(tableOf);

  const readTables = async (name: GoldenOperation): Promise<readonly string[]> => (await nodesOf(name)).map(tableOf);

  /** Every step of the plans of the operation's statements. */
  async function nodesOf(name: GoldenOperation): Promise<readonly PlanNode[]> {
    const statements = await plannedStatements(name, platform);
    const plans = await Promise.all(
      statements.map(({ text, values = [] }) =>
        database
          .reader()
          .query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>({ text: `explain (format json) ${text}`, values }),
      ),
    );
    return plans.flatMap(([row]) => row?.['QUERY PLAN'].flatMap(({ Plan }) => withChildren(Plan)) ?? []);
  }
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const tableOf = (node: PlanNode): string => `core.${node['Relation Name'] ?? ''}`;

const withChildren = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(withChildren)];
