import { parse } from 'graphql';
import { fillPopulation } from '../../bench/population/fill';
import { readContext } from '../../src/auth';
import { executeOperation } from '../../src/execution';
import type { Statement } from '../../src/sdk';
import { type BatchCall, takeInContacts, watchBatchFields } from '../helpers/tiers/batch-fields';
import { openTieredPlatform, type TieredPlatform } from '../helpers/tiers/platform';
import { everybody } from '../helpers/tiers/principals';

const customers = 12;

/** What the core and the plugins know of a customer from tables and details, with no field that needs JavaScript. */
const stored = `fragment Stored on Customer {
  id kind displayName segment status identifiers { system value } contactPoints { __typename } territory { name }
  rep { visitsHeld minutes } email { sent openRate } web { pageViews } conference { eventsAttended }
  relationships(first: 5) { totalCount nodes { role teamMember { name } brand { name } } }
  affiliations(first: 5) { totalCount nodes { role other { displayName timeline(first: 2) { nodes { id brand { name } } } } } }
  timeline(first: 10) { totalCount pageInfo { hasNextPage endCursor } nodes {
    id channel type occurredAt brand { name } actor { name } touchCost { minorUnits } ledgerEntries { kind }
    ... on RepVisit { minutes } ... on EmailMessage { subject } } }
}`;

/** The same with fields of three levels that need JavaScript, one of them twice with other arguments. */
const whole = `fragment Whole on Customer {
  ...Stored
  usOpenData { __typename }
  ledgerSummary { currency net { amount } }
  adoption { stage brand { name } evidence { interaction { occurredAt } } }
  relationshipValue { value components { id value basis contributions(by: EVENT) { label evidence { __typename } } }
    digest byPlugin: contributions(by: PLUGIN) { label value } byEvent: contributions(by: EVENT) { label } }
} ${stored}`;

describe('the statements of an operation', () => {
  let platform: TieredPlatform;
  let calls: BatchCall[];

  beforeAll(async () => {
    platform = await openTieredPlatform();
    await fillPopulation(platform.database, platform.registry, { customers, interactions: 200, seed: 7 });
    await takeInContacts(platform, customers);
    calls = watchBatchFields(platform);
    // The first operation also asks what the database says of its columns.
    await ask('{ brands { totalCount } }');
  }, 120_000);
  afterAll(() => platform?.close());

  it.each([
    ['a view', '{ customers(first: 1) { nodes { ...Stored } } }'],
    ['a list', '{ customers(first: 12) { totalCount pageInfo { endCursor } nodes { ...Stored } } }'],
    [
      'several lists with pages within pages',
      '{ a: customers { nodes { ...Stored } } b: customers(last: 3) { edges { node { ...Stored } } } brands { nodes { code } } }',
    ],
  ])('are one for %s, with all plugins', async (_, query) => {
    const { statements } = await ask(`${query} ${stored}`);
    expect(statements).toHaveLength(1);
    expect(calls).toEqual([]);
  });

  it('are one more per field that needs JavaScript, set of arguments and level, whatever the number of rows', async () => {
    const asked: string[][] = [];
    for (const first of [1, 12]) {
      const { statements } = await ask(`{ customers(first: ${first}) { nodes { ...Whole } } } ${whole}`);
      const within = calls.reduce((sum, call) => sum + call.statements, 0);
      // The tree; brands and contacts, which are referred to by what JavaScript answered, on two levels.
      expect(statements.length - within).toBeLessThanOrEqual(1 + 2);
      asked.push(calls.map(({ coordinate }) => coordinate));
    }
    expect(asked[1]).toEqual([
      'Customer.usOpenData',
      'Customer.ledgerSummary',
      'Customer.adoption',
      'Customer.relationshipValue',
      'BrandAdoption.evidence',
      'ValueComponent.basis',
      'ValueComponent.contributions',
      'RelationshipValue.digest',
      'RelationshipValue.contributions',
      'RelationshipValue.contributions',
    ]);
    expect(asked[1]).toEqual(expect.arrayContaining(asked[0] ?? []));
    expect(calls.every(({ keys }) => new Set(keys).size === keys.length)).toBe(true);
  });

  it('are none beside those of the functions where functions make the whole answer', async () => {
    const { statements } = await ask('{ me { name } again: me { roles } plugins { id } exchangeRates { edition } }');
    expect(calls.map(({ coordinate }) => coordinate)).toEqual(['Query.me', 'Query.plugins', 'Query.exchangeRates']);
    expect(statements).toHaveLength(calls.reduce((sum, call) => sum + call.statements, 0));
  });

  async function ask(query: string): Promise<{ readonly statements: readonly Statement[] }> {
    calls.splice(0);
    const statements: Statement[] = [];
    const reader = platform.database.reader();
    const context = readContext({
      reader: {
        query: <Row extends object>(statement: Statement) => {
          statements.push(statement);
          return reader.query<Row>(statement);
        },
      },
      ...{ principal: everybody, now: new Date('2026-11-21T12:00:00Z'), requestId: 'test' },
    });
    const document = parse(query);
    const answer = await executeOperation(platform.schema, { document, operationName: null, variables: {}, context });
    expect(answer).toMatchObject({ tier: 'compiled' });
    return { statements };
  }
});
