import * as fc from 'fast-check';
import { buildSchema, type FieldNode, type GraphQLField, getArgumentValues, isObjectType, parse } from 'graphql';
import { argumentsReader } from './read-arguments';

const schema = buildSchema(`
  input Range { from: Int = 3, to: Int! }
  type Query {
    of(id: ID!, first: Int = 10, ids: [ID!], range: Range, note: String): Int
  }
`);

function fieldOf(): GraphQLField<unknown, unknown> {
  const type = schema.getQueryType();
  const field = isObjectType(type) ? type.getFields().of : undefined;
  if (field === undefined) throw new Error('The schema has no such field.');
  return field;
}

function nodeOf(given: string): FieldNode {
  const [definition] = parse(`{ of${given === '' ? '' : `(${given})`} }`).definitions;
  const node = definition?.kind === 'OperationDefinition' ? definition.selectionSet.selections[0] : undefined;
  if (node?.kind !== 'Field') throw new Error('The document has no such field.');
  return node;
}

const outcome = (read: () => object): object => {
  try {
    return { values: { ...read() } };
  } catch (error) {
    return { message: (error as Error).message };
  }
};

const written: Readonly<Record<string, readonly string[]>> = {
  id: ['$id', '"a"', 'null', '1', '{}'],
  first: ['$first', '5', 'null', '"x"'],
  ids: ['$ids', '["a", "b"]', '["a", $id]', '[null]', '"a"'],
  range: ['$range', '{ to: 4 }', '{ from: $first, to: 1 }', '{ from: 1 }'],
  note: ['$note', '"é"', 'null'],
};

describe('arguments of a place', () => {
  it('are read as graphql-js reads them, with its words for what is wrong', () => {
    const field = fieldOf();
    const anyGiven = fc.record(
      Object.fromEntries(Object.entries(written).map(([name, values]) => [name, fc.constantFrom(...values)])),
      { requiredKeys: [] },
    );
    const anyValues = fc.record(
      {
        id: fc.constantFrom('a', null, undefined),
        first: fc.constantFrom(0, 7, null),
        ids: fc.constantFrom(['a'], [], null),
        range: fc.constantFrom({ from: 3, to: 4 }, null),
        note: fc.constantFrom('', 'n', null),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anyGiven, anyValues, (given, variables) => {
        const node = nodeOf(
          Object.entries(given)
            .map(([name, value]) => `${name}: ${String(value)}`)
            .join(', '),
        );
        const values = variables as Readonly<Record<string, unknown>>;
        expect(outcome(() => argumentsReader(field, node)(values))).toEqual(
          outcome(() => getArgumentValues(field, node, values)),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('inherit nothing, so that no argument is given that nobody gives', () => {
    expect(argumentsReader(fieldOf(), nodeOf('id: $id'))({ id: 'a' })).not.toHaveProperty('constructor');
  });
});
