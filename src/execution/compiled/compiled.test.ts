import { type DocumentNode, parse } from 'graphql';
import {
  openReading,
  type Reading,
  rootField,
  storeBrands,
  storeCustomers,
  storeInteractions,
  uuid,
} from '../../../test/helpers/reading';
import type { Statement } from '../../sdk';
import { encodeGlobalId } from '../../shared/global-id';
import { executeOperation, type OperationAnswer } from './execute-operation';

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
  '{ customers(last: 3) { pageInfo { startCursor endCursor } edges { __typename } } }',
  '{ customers(filter: { kinds: ["organization"], segment: null }) { nodes { organization { name } person { givenName } } } }',
  `{ customers { nodes { timeline(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { ${interaction} } } } } }`,
  `{ customers { nodes { timeline(types: ["alpha.visit", "gone.x"]) { nodes { id ... on UnknownInteraction { raw } } } } } }`,
  '{ customers { nodes { alpha { visits minutes rate lastAt recent topics customerId } beta { clicks lastAt } } } }',
  `{ customers { nodes { timeline { nodes { ... on AlphaVisit { minutes } ... on BetaClick { link } type id } } } } }`,
  `{ customers { nodes { timeline { nodes { ... on AlphaVisit { minutes } ... on BetaClick { link } } } } } }`,
  `{ customers { nodes { timeline { nodes { type ... on AlphaVisit { id } ... on BetaClick { link } __typename } } } } }`,
  '{ customers { nodes { timeline { nodes { ... on AlphaVisit { x: minutes } ... on BetaClick { y: link } ... on UnknownInteraction { z: raw } } } } } }',
  '{ customerNamed(name: "Berta") { id identifiers { system value } territory { name } person { aliases { value } } } }',
  '{ a: customerNamed(name: "nobody") { id } brands { nodes { __typename code } __typename } }',
  '{ customers { nodes { length favourite { code } long: length(of: "xyz") timeline { nodes { rank } } alpha { visited { total } } } } }',
];

async function compiled(
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly answer: OperationAnswer; readonly statements: readonly Statement[] }> {
  const statements: Statement[] = [];
  const context = reading.contextFor(statements);
  const document = known.get(query) ?? parse(query);
  known.set(query, document);
  const answer = await executeOperation(reading.schema, { document, operationName: null, variables, context });
  return { answer, statements };
}

const known = new Map<string, DocumentNode>();

async function expectEqual(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const expected = await reading.ask(query, variables);
  const { answer } = await compiled(query, variables);
  expect(expected.errors).toEqual([]);
  if (answer.tier !== 'compiled') throw new Error(answer.reason);
  expect(JSON.parse(answer.text)).toEqual(JSON.parse(JSON.stringify(expected.data)));
}

async function reasonFor(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { answer } = await compiled(query, variables);
  if (answer.tier === 'compiled') throw new Error(`It was compiled: ${answer.text}`);
  return answer.reason;
}

describe('the compiled tier', () => {
  it.each(queries)('answers what the loader tier answers: %s', async (query) => {
    await expectEqual(query);
  });

  it('takes one statement, the same for all values of its variables', async () => {
    const query =
      'query ($n: Int!, $k: [String!]) { customers(first: $n, filter: { kinds: $k }) { totalCount nodes { id } } }';
    await compiled(query, { n: 1, k: ['organization'] });
    const one = await compiled(query, { n: 1, k: ['organization'] });
    const other = await compiled(query, { n: 200, k: ['professional', 'organization'] });
    expect(one.statements).toHaveLength(1);
    expect(other.statements.map(({ text }) => text)).toEqual(one.statements.map(({ text }) => text));
    expect(one.statements[0]?.values).not.toEqual(other.statements[0]?.values);
    await expectEqual(query, { n: 2, k: null });
  });

  it('follows @include and @skip by variables, in fields and fragments', async () => {
    const query = `query ($a: Boolean!, $b: Boolean = false) { customers { nodes { id kind @include(if: $a)
      ... @skip(if: $b) { displayName segment @include(if: $b) } ...F @include(if: $b) } } } fragment F on Customer { segment }`;
    await expectEqual(query, { a: true });
    await expectEqual(query, { a: false, b: true });
    await expectEqual(query, { a: true, b: true });
  });

  it('leaves a condition that is null in place of its default to graphql-js, which refuses it', async () => {
    const query = 'query ($a: Boolean = true) { customers { totalCount } brands @skip(if: $a) { totalCount } }';
    await expectEqual(query);
    expect(await reasonFor(query, { a: null })).toMatch('null');
    const { errors } = await reading.ask(query, { a: null });
    expect(errors).toMatchObject([{ message: expect.stringContaining('must not be null') }]);
  });

  it('reads on from a cursor, forward and backward, and says what lies beyond', async () => {
    for (const order of ['NAME_ASC', 'SEGMENT_MIXED', 'VALUE_DESC']) {
      const page = `pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { displayName } }`;
      const query = `query ($after: String, $before: String, $first: Int, $last: Int) {
        customers(first: $first, last: $last, after: $after, before: $before, orderBy: ${order}) { ${page} } }`;
      const all = await reading.ask(query, {});
      const { edges } = rootField<{ edges: readonly { cursor: string }[] }>(all, 'customers');
      for (const { cursor } of edges) {
        await expectEqual(query, { after: cursor, first: 1 });
        await expectEqual(query, { before: cursor, last: 1 });
        await expectEqual(query, { after: edges[0]?.cursor, before: cursor, last: 2 });
      }
    }
  });

  it('finds objects by their opaque ids', async () => {
    const [ada = 0, berta = 0] = ids;
    const visit = encodeGlobalId('Interaction', ada, uuid(1));
    const query = `query ($one: ID!, $many: [ID!]!) { customer(id: $one) { displayName } nodes(ids: $many) { __typename id } }`;
    const customers = [berta, 999_999, ada].map((id) => encodeGlobalId('Customer', id));
    await expectEqual(query, { one: customers[0], many: customers });
    await expectEqual(query, { one: customers[1], many: [] });
    await expectEqual(query, { one: customers[0], many: [visit] });
    await expectEqual(query, { one: customers[0], many: [visit, ...customers] });
    await expectEqual('query ($id: ID!) { node(id: $id) { __typename ... on AlphaVisit { minutes } } }', { id: visit });
  });

  it('leaves to graphql-js what it does not know, and says why', async () => {
    expect(await reasonFor('{ version }')).toMatch('Query.version');
    expect(await reasonFor('{ __schema { queryType { name } } }')).toMatch('__schema');
    expect(await reasonFor('mutation { rename(id: 1, name: "x") { key { id } } }')).toMatch('mutation');
  });

  it('leaves to graphql-js what would make a statement of enormous length', async () => {
    const nested = (depth: number): string =>
      `timeline(first: 1) { nodes { ${['AlphaVisit', 'BetaClick', 'UnknownInteraction']
        .map((type) => `... on ${type} { ${type}: id customer { ${depth === 0 ? 'id' : nested(depth - 1)} } }`)
        .join(' ')} } }`;
    await expectEqual(`{ customers { nodes { ${nested(1)} } } }`);
    expect(await reasonFor(`{ customers { nodes { ${nested(7)} } } }`)).toMatch('more than 250');
  });

  it('leaves errors to graphql-js: of arguments, of variables, of what rows hold', async () => {
    expect(await reasonFor('{ customers(first: 201) { totalCount } }')).toMatch('at most 200');
    expect(await reasonFor('{ customers(after: "x") { totalCount } }')).toMatch('cursor');
    expect(await reasonFor('{ customer(id: "x") { id } }')).toMatch('not an id');
    expect(await reasonFor('query ($n: Int!) { customers(first: $n) { totalCount } }', { n: 'x' })).toMatch(
      'variables',
    );
    expect(await reasonFor('{ customers(filter: { brand: 2147483648 }) { totalCount } }')).toMatch('');
    await storeInteractions(reading, [{ customer: ids[3] ?? 0, id: uuid(9), details: { minutes: 'many' } }]);
    const text = '{ customers { nodes { timeline { nodes { ... on AlphaVisit { minutes } } } } } }';
    expect(await reasonFor(text)).toMatch('error');
  });

  it('leaves a list that is longer than it may be to graphql-js, and does not cut it', async () => {
    const query = 'query ($id: ID!) { customer(id: $id) { identifiers { value } } }';
    const [, , cleo = 0] = ids;
    const store = (values: readonly string[]) =>
      reading.database.transaction((writer) =>
        writer.execute({
          text: `insert into core.customer_identifier (system, value, customer_id, recorded_at)
            select 'x', v, $1, now() from unnest($2::text[]) v`,
          values: [cleo, values],
        }),
      );
    await store(['1', '2', '3']);
    await expectEqual(query, { id: encodeGlobalId('Customer', cleo) });
    await store(['4']);
    expect(await reasonFor(query, { id: encodeGlobalId('Customer', cleo) })).toMatch('error');
  });
});
