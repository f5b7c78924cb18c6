import { parse } from 'graphql';
import { interactionTypes, readingSchema } from '../../../../test/helpers/reading-schema';
import { readCatalogue } from '../../catalogue/read-catalogue';
import type { ObjectSelection, Operation, Refusal } from '../operation';
import { analyse } from './analyse';
import { conditionVariables } from './conditions';
import { findOperation } from './find-operation';

const schema = readingSchema();
const catalogue = readCatalogue(schema, interactionTypes);

function read(text: string, conditions: Readonly<Record<string, boolean>> = {}): Operation | Refusal {
  const document = parse(text);
  const operation = findOperation(document, null);
  if (operation === null) throw new Error('There is no operation.');
  return analyse({ schema, catalogue, document, operation, conditions: new Map(Object.entries(conditions)) });
}

function operationOf(text: string, conditions: Readonly<Record<string, boolean>> = {}): Operation {
  const operation = read(text, conditions);
  if ('kind' in operation) throw new Error(operation.reason);
  return operation;
}

/** Response keys, with what lies below: `a{b}`; object types of an interface one after another. */
function shape({ fields }: ObjectSelection): string {
  return fields
    .map((field) => {
      const below = field.kind === 'typename' ? [] : [...field.below.values()].map(shape);
      return `${field.responseKey}${[...new Set(below)].map((text) => `{${text}}`).join('')}`;
    })
    .join(' ');
}

const shapeOf = (text: string, conditions: Readonly<Record<string, boolean>> = {}): string =>
  shape(operationOf(text, conditions).root);

describe('a query', () => {
  it('is read with its fragments, aliases and repeated fields resolved, in the order of the answer', () => {
    const text = `{ a: brands { ...Page nodes { name } } b: brands { totalCount } }
      fragment Page on BrandConnection { nodes { code ... on Brand { id ... on Node { id } } } }`;
    expect(shapeOf(text)).toBe('a{nodes{code id name}} b{totalCount}');
  });

  it('is read per object type where it asks for an interface', () => {
    const text = `{ customers { nodes { timeline { nodes { id ... on AlphaVisit { minutes }
      ... on Interaction { type } ... on BetaClick { type link } } } } } }`;
    expect(shapeOf(text)).toBe('customers{nodes{timeline{nodes{id minutes type}{id type link}{id type}}}}');
  });

  it('gives types one signature when they are asked for the same', () => {
    const operation = operationOf(
      '{ node(id: "x") { ... on Interaction { brand { code } ... on BetaClick { link } } } }',
    );
    const [node] = operation.root.fields;
    if (node?.kind !== 'field') throw new Error('There is no node.');
    const signature = (type: string) => node.below.get(type)?.signature;
    expect(signature('AlphaVisit')).toBe(signature('UnknownInteraction'));
    expect(signature('BetaClick')).not.toBe(signature('AlphaVisit'));
  });

  it('is read as its conditions stand', () => {
    const text = `query ($a: Boolean!) { brands { totalCount @include(if: $a) nodes @skip(if: $a) { id }
      pageInfo @skip(if: true) { endCursor } } }`;
    expect(conditionVariables(parse(text))).toEqual(['a']);
    expect(shapeOf(text, { a: true })).toBe('brands{totalCount}');
    expect(shapeOf(text, { a: false })).toBe('brands{nodes{id}}');
  });

  it('numbers its places with arguments, those of an interface once', () => {
    const { sites } = operationOf(
      '{ customers { nodes { timeline { nodes { id } } again: timeline { totalCount } } } }',
    );
    expect(sites.map(({ index, field }) => `${index} ${field.name}`)).toEqual([
      '0 customers',
      '1 timeline',
      '2 timeline',
    ]);
  });

  it('is refused when graphql-js has to execute it', () => {
    const reasons = ['{ __schema { description } }', 'mutation { rename(id: 1, name: "x") { key { id } } }'].map(
      (text) => {
        const operation = read(text);
        return 'kind' in operation ? operation.reason : null;
      },
    );
    expect(reasons).toEqual(['Query.__schema is answered by graphql-js.', 'A mutation is not compiled.']);
  });
});

it('an operation is found by its name, or when it is the only one', () => {
  const two = parse('query A { version } query B { version }');
  expect(findOperation(two, 'B')?.name?.value).toBe('B');
  expect([findOperation(two, null), findOperation(two, 'C')]).toEqual([null, null]);
  expect(findOperation(parse('{ version }'), null)).not.toBeNull();
});
