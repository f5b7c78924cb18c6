import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import {
  buildSchema,
  type GraphQLInputType,
  type GraphQLSchema,
  getVariableValues,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { DateTime, JsonObject } from '../../sdk';
import { variablesReader } from './read-variables';

const projectRoot = join(__dirname, '../../../..');

/** Everything an input can be made of. */
const own = buildSchema(`
  type Query { x: Int }
  scalar DateTime
  scalar JsonObject
  enum Colour { RED GREEN }
  input Inner { name: String!, size: Float = 1.5, on: Boolean, tags: [ID!]!, again: Outer }
  input Outer {
    inner: Inner, inners: [Inner!]!, deep: [[Int]!], colour: Colour = RED, colours: [Colour], at: DateTime, details: JsonObject
    constructor: String
  }
  input Choice @oneOf { one: Int, other: String }
`);
Object.assign(own.getType('DateTime') as object, { parseValue: DateTime.parseValue });
Object.assign(own.getType('JsonObject') as object, { parseValue: JsonObject.parseValue });

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, '2026-11-22T10:00:00Z', '2026-02-30T10:00:00Z', 'RED', 2 ** 40, ''),
);

/** Mostly values that fit, so that faults meet deep ones, too. */
function inputOf(type: GraphQLInputType, depth = 0): fc.Arbitrary<unknown> {
  const isDeep = depth > 2 && !isNonNullType(type);
  const fitting = isDeep ? fc.constant(null) : fittingOf(type, depth);
  return fc.oneof({ weight: 150, arbitrary: fitting }, { weight: 1, arbitrary: anything });
}

function fittingOf(type: GraphQLInputType, depth: number): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return fittingOf(type.ofType, depth);
  if (isListType(type)) {
    const item = inputOf(type.ofType, depth + 1);
    return fc.oneof({ weight: 5, arbitrary: fc.array(item, { maxLength: 2 }) }, { weight: 1, arbitrary: item });
  }
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
  if (isInputObjectType(type)) return objectOf(type.getFields(), depth);
  if (['Int', 'Float'].includes(type.name)) return fc.integer({ min: -3, max: 3 });
  if (type.name === 'Boolean') return fc.boolean();
  if (type.name === 'JsonObject') return fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 });
  return type.name === 'DateTime'
    ? fc.constantFrom('2026-11-22T10:00:00Z', '2026-11-22T11:30:00.5+01:00')
    : fc.constantFrom('a', 'B-1');
}

function objectOf(fields: Readonly<Record<string, { readonly type: GraphQLInputType }>>, depth: number) {
  const members = Object.entries(fields).map(([name, { type }]) => [name, inputOf(type, depth + 1)] as const);
  const required = Object.entries(fields).flatMap(([name, { type }]) => (isNonNullType(type) ? [name] : []));
  const whole = fc.record(Object.fromEntries(members), { requiredKeys: required });
  const broken = fc
    .tuple(whole, fc.constantFrom('colour ', 'toString', required[0] ?? 'x'))
    .map(([object, name]) => ({ ...object, [name]: undefined, ...(name === required[0] ? {} : { [name]: 1 }) }));
  return fc.oneof({ weight: 150, arbitrary: whole }, { weight: 1, arbitrary: broken.map(asJson) });
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function operationOf(text: string): OperationDefinitionNode {
  const [operation] = parse(text).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return operation;
}

/** Both ways. What graphql-js refuses is null here; it says why. */
function readBoth(schema: GraphQLSchema, operation: OperationDefinitionNode, given: Readonly<Record<string, unknown>>) {
  const { coerced = null } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  return { ours: variablesReader(schema)(operation, given), theirs: coerced };
}

describe('variables of an operation', () => {
  it('are read as graphql-js reads them, and left to it where it refuses them', () => {
    const operation = operationOf(
      'mutation ($outer: Outer!, $list: [Outer!] = [], $colour: Colour = GREEN, $inner: Inner = { name: "n", tags: "t" }) { x }',
    );
    const given = fc.record(
      {
        outer: inputOf(own.getType('Outer') as GraphQLInputType),
        list: fc.array(inputOf(own.getType('Outer') as GraphQLInputType), { maxLength: 2 }),
        colour: inputOf(own.getType('Colour') as GraphQLInputType),
        inner: inputOf(own.getType('Inner') as GraphQLInputType),
        further: anything,
      },
      { requiredKeys: ['outer'] },
    );
    const seen = { read: 0, refused: 0 };
    fc.assert(
      fc.property(given, (value) => {
        const { ours, theirs } = readBoth(own, operation, asJson(value) as typeof value);
        expect(ours).toEqual(theirs);
        expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
        seen[theirs === null ? 'refused' : 'read'] += 1;
      }),
      { numRuns: 300, endOnFailure: true },
    );
    expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(25);
  });

  it('are read so for the inputs of every mutation', () => {
    const schema = buildSchema(readFileSync(join(projectRoot, 'schema/full.graphql'), 'utf8'));
    const inputs = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ args }) => args);
    expect(inputs.length).toBeGreaterThan(20);
    for (const { type } of inputs) {
      const operation = operationOf(`mutation ($input: ${String(type)}) { x }`);
      let read = 0;
      fc.assert(
        fc.property(inputOf(type), (value) => {
          const { ours, theirs } = readBoth(schema, operation, asJson({ input: value }) as Record<string, unknown>);
          expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
          if (theirs !== null) read += 1;
        }),
        { numRuns: 40, endOnFailure: true },
      );
      expect(read).toBeGreaterThan(0);
    }
  });

  it.each([
    ['a required one that is missing', 'mutation ($a: Int!) { x }', {}],
    ['null for one that must not be', 'mutation ($a: Int! = 3) { x }', { a: null }],
    ['one of several choices', 'mutation ($a: Choice) { x }', { a: { one: 1, other: 'b' } }],
    ['a type that is no input', 'mutation ($a: Query) { x }', { a: {} }],
    ['a field that nobody knows', 'mutation ($a: Inner) { x }', { a: { name: 'n', tags: [], nam: 1 } }],
    ['an object whose fields come from elsewhere', 'mutation ($a: Inner) { x }', { a: new Date(0) }],
    ['a list that is none', 'mutation ($a: [Int]) { x }', { a: new Set([1]) }],
  ])('are left to graphql-js: %s', (_what, text, given) => {
    expect(variablesReader(own)(operationOf(text), given)).toBeNull();
  });

  it('share nothing with what was given, but values of scalars', () => {
    const inner = { name: 'n', tags: ['t'] };
    const read = variablesReader(own)(operationOf('mutation ($a: Inner) { x }'), { a: inner });
    expect(read).toEqual({ a: { name: 'n', size: 1.5, tags: ['t'] } });
    inner.tags.push('u');
    expect(read).toEqual({ a: { name: 'n', size: 1.5, tags: ['t'] } });
  });
});
