import { parse } from 'graphql';
import {
  openReading,
  type Reading,
  storeBrands,
  storeCustomers,
  storeInteractions,
  uuid,
} from '../../../test/helpers/reading';
import type { Statement } from '../../sdk';
import { executeOperation } from './execute-operation';

let reading: Reading;
let ids: readonly number[];

beforeAll(async () => {
  reading = await openReading();
  const [brand = 0] = await storeBrands(reading, ['BRAND-1']);
  ids = await storeCustomers(reading, [
    { name: 'Ada "the first" \\ Ünal', segment: 'A', engagement: 1.5 },
    { name: 'Berta', kind: 'organization', engagement: -3 },
    { name: 'Cleo', segment: 'B', engagement: 7.25 },
    { name: 'Dora' },
  ]);
  const [ada = 0, berta = 0] = ids;
  await storeInteractions(reading, [
    {
      customer: ada,
      id: uuid(1),
      brand,
      at: '2026-11-01T10:00:00.123Z',
      details: { minutes: 12.5, held: true, place: { town: 'Köln' } },
      cost: 1250,
    },
    { customer: ada, id: uuid(2), type: 'beta.click', at: '2026-11-02T10:00:00Z', details: { link: 'http://x' } },
    { customer: ada, id: uuid(3), type: 'alpha.call', at: '2025-11-02T10:00:00Z', count: 3, details: { minutes: 4 } },
    { customer: ada, id: uuid(4), type: 'gone.x', at: '2026-10-02T10:00:00Z', brand },
    { customer: berta, id: uuid(5), retracted: true },
  ]);
});
afterAll(() => reading.database.close());

const interaction = `__typename id type occurredAt touchCost { minorUnits currency amount } brand { code } customer { displayName }
  entries { memo } ... on AlphaVisit { minutes place { town } } ... on BetaClick { link }`;

const queries: readonly string[] = [
  '{ customers { nodes { id kind displayName segment } } }',
  '{ customers { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } } }',
  '{ customers(first: 2, orderBy: VALUE_DESC) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { displayName } } }',
  '{ customers(last: 2, orderBy: SEGMENT_MIXED) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { displayName } } } }',
  '{ customers(first: 0) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { id } } }',
  '{ customers(filter: { kinds: ["organization"], segment: null }) { nodes { organization { name } person { givenName } } } }',
  `{ customers { nodes { timeline(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { ${interaction} } } } } }`,
  `{ customers { nodes { timeline(types: ["alpha.visit", "gone.x"]) { nodes { id ... on UnknownInteraction { raw } } } } } }`,
  '{ customers { nodes { alpha { visits minutes rate lastAt recent topics customerId } beta { clicks lastAt } } } }',
  '{ customerNamed(name: "Berta") { id identifiers { system value } territory { name } person { aliases { value } } } }',
  '{ a: customerNamed(name: "nobody") { id } brands { nodes { __typename code } __typename } }',
  '{ customers { nodes { length favourite { code } long: length(of: "xyz") timeline { nodes { rank } } alpha { visited { total } } } } }',
];

describe('the compiled tier', () => {
  it.each(queries)('answers what the loader tier answers: %s', async (query) => {
    const expected = await reading.ask(query);
    const statements: Statement[] = [];
    const document = parse(query);
    const context = reading.contextFor(statements);
    const answer = await executeOperation(reading.schema, { document, operationName: null, variables: {}, context });
    if (answer.tier !== 'compiled') throw new Error(`${answer.reason}\n${statements.at(-1)?.text}`);
    expect(expected.errors).toEqual([]);
    expect(JSON.parse(answer.text)).toEqual(JSON.parse(JSON.stringify(expected.data)));
  });
});
