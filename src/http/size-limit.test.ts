import { buildSchema, getOperationAST, parse } from 'graphql';
import { maximumItems, sizeFault } from './size-limit';

const schema = buildSchema(`
  type Query { customers(first: Int, last: Int): Customers!, one: Customer }
  type Customers { nodes: [Customer!]!, totalCount: Int! }
  type Customer implements Node { id: ID!, timeline(first: Int): Contacts! }
  type Contacts { nodes: [Contact!]! }
  type Contact implements Node { id: ID!, customer: Customer! }
  interface Node { id: ID! }
`);

function itemsOf(query: string, variables: Readonly<Record<string, unknown>> = {}): number {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('no operation');
  const message = sizeFault({ schema, document, operation, variables })?.message ?? '0';
  return Number(/\d+/.exec(message)?.[0]);
}

describe('how many items an operation may answer', () => {
  it.each([
    ['one customer with a page of contacts', '{ one { timeline(first: 200) { nodes { id } } } }'],
    ['full pages of full pages', '{ customers(first: 200) { nodes { timeline(first: 200) { nodes { id } } } } }'],
    [
      'pages of the usual length, three deep',
      '{ customers { nodes { timeline { nodes { customer { timeline { nodes { id } } } } } } } }',
    ],
  ])('is small enough for %s', (_, query) => expect(itemsOf(query)).toBe(0));

  it('multiplies where pages nest, whether sizes are written, variables or left out', () => {
    const query = `query ($n: Int) { customers(last: $n) { nodes { timeline(first: 200) { nodes { customer {
      timeline { nodes { id } } } } } } } }`;
    expect(itemsOf(query, { n: 100 })).toBe(100 * (1 + 200 * (1 + 20)));
    expect(itemsOf(query, { n: 10 })).toBe(0);
  });

  it('adds up under aliases and through fragments, each of which is measured once', () => {
    const alias = (index: number) => `a${index}: customers(first: 200) { ...Page }`;
    const query = `{ ${[0, 1, 2].map(alias).join(' ')} } fragment Page on Customers { nodes { ...One } }
      fragment One on Node { ... on Customer { timeline(first: 200) { nodes { id } } } }`;
    expect(itemsOf(query)).toBe(3 * 200 * (1 + 200));
  });

  it('takes time that does not explode when fragments spread each other', () => {
    const twice = (n: number) =>
      `fragment F${n} on Customer { timeline(first: 1) { nodes { a: customer { ...F${n + 1} } b: customer { ...F${n + 1} } } } }`;
    const query = `{ one { ...F0 } } ${Array.from({ length: 40 }, (_, n) => twice(n)).join(' ')} fragment F40 on Customer { id }`;
    expect(itemsOf(query)).toBeGreaterThan(maximumItems);
  });
});
