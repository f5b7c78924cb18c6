import { buildSchema, type DocumentNode, getOperationAST, parse } from 'graphql';
import { type CostLimits, costFault } from './cost-fault';
import { type OperationCost, operationCost } from './operation-cost';

const schema = buildSchema(`
  type Query { customers(first: Int, last: Int): Customers!, one: Customer, nodes(ids: [ID!]!): [Node]!, tags: [String!], names(first: Int! = 50): [Name!]! }
  type Customers { nodes: [Customer!]!, edges: [Edge!]!, totalCount: Int! }
  type Edge { cursor: String!, node: Customer! }
  type Customer implements Node { id: ID!, name: String, value: Float, timeline(first: Int): Contacts!, names: [Name!]! }
  type Name { text: String! }
  type Contacts { nodes: [Contact!]! }
  interface Contact implements Node { id: ID!, customer: Customer! }
  type Visit implements Contact & Node { id: ID!, customer: Customer!, minutes: Int, place: String }
  type Mail implements Contact & Node { id: ID!, customer: Customer!, subject: String }
  interface Node { id: ID! }
`);
const value = schema.getType('Customer');
if (value != null && 'getFields' in value) {
  const field = value.getFields().value;
  if (field !== undefined) field.extensions = { cost: 25 };
}

function costOf(query: string, variables: Readonly<Record<string, unknown>> = {}): OperationCost {
  return costIn(parse(query), variables);
}

function costIn(document: DocumentNode, variables: Readonly<Record<string, unknown>>, name?: string): OperationCost {
  const operation = getOperationAST(document, name);
  if (operation == null) throw new Error('no operation');
  return operationCost({ schema, document, operation, variables });
}

describe('the cost of an operation', () => {
  it('is one for each field that the answer may hold', () => {
    expect(costOf('{ one { id name } tags }')).toEqual({ cost: 4, items: 0, path: ['one', 'id'] });
  });

  it('weighs a field as it declares', () => {
    expect(costOf('{ one { id value } }')).toEqual({ cost: 27, items: 0, path: ['one', 'value'] });
  });

  it('multiplies what stands on a page by its size, and nothing else of the connection', () => {
    expect(costOf('{ customers(first: 5) { totalCount nodes { id } } }').cost).toBe(1 + 1 + 5 * 2);
    expect(costOf('{ customers { edges { cursor node { id name } } } }').cost).toBe(1 + 20 * (1 + 1 + 3));
  });

  it('takes ten items for a list that cannot be paged, and the ids asked for where they are given', () => {
    expect(costOf('{ one { names { text } } }').cost).toBe(1 + 10 * 2);
    expect(costOf('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 'b', 'c'] }).cost).toBe(3 * 2);
  });

  it('takes a single id for a list of one, as GraphQL does', () => {
    const query =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { timeline(first: 200) { nodes { id } } } } }';
    const one = 1 + (1 + 200 * 2);
    expect(costOf(query.replace('$ids)', '"a")').replace('($ids: [ID!]!)', '')).cost).toBe(one);
    expect(costOf(query, { ids: 'a' })).toMatchObject({ cost: one, items: 1 + 200 });
    expect(costOf('{ nodes(ids: []) { id } }').cost).toBe(0);
  });

  it('takes the default of a size that is not given', () => {
    expect(costOf('{ names { text } }').cost).toBe(50 * 2);
    expect(costOf('query ($n: Int) { names(first: $n) { text } }').cost).toBe(50 * 2);
    expect(costOf('{ names(first: 3) { text } }').cost).toBe(3 * 2);
  });

  it('counts of fragments for different types the dearest, for an object has one type', () => {
    const query = `{ one { timeline(first: 10) { nodes { id ... on Visit { minutes place } ...Mail } } } }
      fragment Mail on Mail { subject }`;
    expect(costOf(query).cost).toBe(2 + 10 * (2 + 2));
  });

  it('takes no account of what directives leave out', () => {
    const query = 'query ($all: Boolean!) { one { id name @include(if: $all) value @skip(if: true) } }';
    expect([costOf(query, { all: true }).cost, costOf(query, { all: false }).cost]).toEqual([3, 2]);
  });

  it('reads sizes from variables, their defaults and of the same document ever anew', () => {
    const document = parse('query ($n: Int = 100) { customers(first: $n) { nodes { id } } }');
    const costs = [{}, { n: 3 }, { n: null }, { n: 3 }].map((variables) => costIn(document, variables).cost);
    expect(costs).toEqual([1 + 100 * 2, 1 + 3 * 2, 1 + 20 * 2, 1 + 3 * 2]);
  });

  it('is not remembered for values that only read alike', () => {
    const ids = parse('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }');
    const list = ['a', 'b', 'c'];
    expect([{ ids: '[3]' }, { ids: list }].map((variables) => costIn(ids, variables).cost)).toEqual([2, 3 * 2]);
    const sized = parse(
      'query ($n: Int, $all: Boolean = true) { customers(first: $n) { nodes { id @include(if: $all) } } }',
    );
    const twenty = 1 + 20 * 2;
    for (const odd of ['null', 'undefined', { toString: 1 }, [200]]) costIn(sized, { n: odd, all: 'true' });
    expect([{ n: null }, {}, { all: false }].map((variables) => costIn(sized, variables).cost)).toEqual([
      ...[twenty, twenty],
      1 + 20,
    ]);
  });

  it.each([
    ['constructor', 3],
    ['toString', 3],
    // graphql-js reads nothing under that name.
    ['__proto__', 20],
  ])('is that of what is given where a variable is called %s', (name, size) => {
    const query = `query ($${name}: Int) { customers(first: $${name}) { nodes { id } } }`;
    expect(costOf(query).cost).toBe(1 + 20 * 2);
    expect(costOf(query, JSON.parse(`{ "${name}": 3 }`) as Record<string, unknown>).cost).toBe(1 + size * 2);
  });

  it('is that of the named operation', () => {
    const document = parse('query A { one { id } } query B { tags }');
    expect([costIn(document, {}, 'A').cost, costIn(document, {}, 'B').cost]).toEqual([2, 1]);
  });
});

describe('the items of all pages of an operation', () => {
  it('multiply where pages nest', () => {
    const query = `query ($n: Int) { customers(last: $n) { nodes { timeline(first: 200) { nodes { customer {
      timeline { nodes { id } } } } } } } }`;
    expect(costOf(query, { n: 100 }).items).toBe(100 * (1 + 200 * (1 + 20)));
  });

  it('add up under aliases and through fragments', () => {
    const alias = (index: number) => `a${index}: customers(first: 200) { ...Page }`;
    const query = `{ ${[0, 1, 2].map(alias).join(' ')} } fragment Page on Customers { nodes { ...One } }
      fragment One on Node { ... on Customer { timeline(first: 200) { nodes { id } } } }`;
    expect(costOf(query).items).toBe(3 * 200 * (1 + 200));
  });

  it('take time that does not explode when fragments spread each other', () => {
    const twice = (n: number) =>
      `fragment F${n} on Customer { timeline(first: 1) { nodes { a: customer { ...F${n + 1} } b: customer { ...F${n + 1} } } } }`;
    const query = `{ one { ...F0 } } ${Array.from({ length: 40 }, (_, n) => twice(n)).join(' ')} fragment F40 on Customer { id }`;
    expect(costOf(query).items).toBe(2 ** 40 - 1);
  });
});

describe('the fault of an operation that asks for too much', () => {
  const limits: CostLimits = { cost: 1_000, items: 100 };

  it('says cost, limit and where most of it arises', () => {
    const fault = costFault(costOf('{ tags customers(first: 50) { nodes { name value } } }'), limits);
    expect(fault).toEqual({
      code: 'COST_TOO_HIGH',
      message:
        'The operation costs 1352; 1000 are allowed. Most of it arises at customers.nodes.value. Ask for smaller pages or fewer fields.',
      asked: 1_352,
      limit: 1_000,
      path: ['customers', 'nodes', 'value'],
    });
  });

  it('is about the pages first, and is none within the limits', () => {
    const pages = costFault(costOf('{ customers(first: 200) { nodes { value } } }'), limits);
    expect(pages).toMatchObject({ code: 'PAGE_TOO_LARGE', asked: 200, limit: 100 });
    expect(costFault(costOf('{ customers(first: 30) { nodes { value } } }'), limits)).toBeNull();
  });

  it('does not name sums that have grown beyond counting', () => {
    expect(costFault({ cost: 1, items: 1e20, path: ['a'] }, limits)?.message).toContain('more than 9007199254740991');
  });
});
