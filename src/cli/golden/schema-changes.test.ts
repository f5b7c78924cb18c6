import { schemaChanges } from './schema-changes';

const before = `
  type Query { customers(first: Int): [Customer!]! }
  type Customer { id: ID! name: String! kind: Kind! }
  enum Kind { PERSON ORGANIZATION }
`;

describe('the changes of a schema', () => {
  it('are none when only something was added that nobody has to give or meet', () => {
    const after = before
      .replace('id: ID!', 'id: ID! segment: String')
      .replace('first: Int', 'first: Int, after: String');
    expect(schemaChanges(before, after).breaking).toEqual([]);
  });

  it('break where something was taken away, may be missing now, or must be given', () => {
    const after = before
      .replace('name: String!', 'name: String')
      .replace('first: Int', 'first: Int!')
      .replace('PERSON ', '');
    expect(schemaChanges(before, after).breaking).toEqual([
      'Query.customers arg first has changed type from Int to Int!.',
      'Customer.name changed type from String! to String.',
      'PERSON was removed from enum type Kind.',
    ]);
  });

  it('are dangerous where clients may meet what they do not know', () => {
    const after = before.replace('PERSON ', 'PERSON CONSUMER ');
    expect(schemaChanges(before, after)).toEqual({
      breaking: [],
      dangerous: ['CONSUMER was added to enum type Kind.'],
    });
  });
});
