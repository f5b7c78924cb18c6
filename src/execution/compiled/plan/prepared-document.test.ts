import { parse } from 'graphql';
import { interactionTypes, readingSchema } from '../../../../test/helpers/reading-schema';
import { readCatalogue } from '../../catalogue/read-catalogue';
import { findOperation } from '../analyse/find-operation';
import { PlanMemory } from './plan-memory';
import { prepareDocument } from './prepared-document';

const schema = readingSchema();
const catalogue = readCatalogue(schema, interactionTypes);

function prepared(text: string, memory: PlanMemory) {
  const document = parse(text);
  const definition = findOperation(document, null);
  if (definition === null) throw new Error('There is no operation.');
  const made = prepareDocument({ schema, catalogue, memory }, document, definition);
  if ('kind' in made) throw new Error(made.reason);
  return made;
}

const query = `query ($a: Boolean!, $b: Boolean = false) { customers { nodes { id ... @include(if: $a) { kind }
  timeline { nodes { id ... on AlphaVisit @skip(if: $b) { minutes } } } } } }`;

describe('a prepared document', () => {
  it('is analysed once for what its conditions decide', () => {
    const { under } = prepared(query, new PlanMemory());
    const [one, same, other] = [{ a: true }, { a: true, b: false, c: 1 }, { a: false }].map(under);
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  it('is analysed again once it has been forgotten, and its plans with it', () => {
    // customers, nodes, then five fields and three kinds of contacts with their ids, one with minutes: more than ten fields.
    const { under } = prepared(query, new PlanMemory(15_000));
    const first = under({ a: true });
    expect(under({ a: true })).toBe(first);
    under({ a: false });
    expect(under({ a: true })).not.toBe(first);
  });

  it('counts its fields for each type that they are asked of', () => {
    const made = prepared('{ customers { nodes { timeline { nodes { id } } } } }', new PlanMemory()).under({});
    expect(made).toMatchObject({ operation: { fields: 1 + 1 + 1 + 1 + 3 } });
  });

  it('refuses a condition that is null, which no directive takes', () => {
    expect(prepared(query, new PlanMemory()).under({ a: true, b: null })).toMatchObject({ kind: 'refused' });
  });
});
