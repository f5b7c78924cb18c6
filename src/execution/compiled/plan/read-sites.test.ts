import { parse } from 'graphql';
import { interactionTypes, readingSchema } from '../../../../test/helpers/reading-schema';
import { encodeGlobalId } from '../../../shared/global-id';
import { readCatalogue } from '../../catalogue/read-catalogue';
import { analyse } from '../analyse/analyse';
import { findOperation } from '../analyse/find-operation';
import { siteReaders } from './read-sites';
import type { SiteValues } from './site-values';

const schema = readingSchema();
const catalogue = readCatalogue(schema, interactionTypes);

/** Reads the arguments of the only place of a query. */
function reader(text: string): (variables?: Readonly<Record<string, unknown>>) => SiteValues {
  const document = parse(text);
  const definition = findOperation(document, null);
  if (definition === null) throw new Error('There is no operation.');
  const operation = analyse({ schema, catalogue, document, operation: definition, conditions: new Map() });
  if ('kind' in operation) throw new Error(operation.reason);
  const [read] = siteReaders(catalogue, operation.sites);
  if (read === undefined) throw new Error('Nothing has arguments.');
  return (variables = {}) => read(variables);
}

const customers = reader(`query ($first: Int, $last: Int, $after: String, $kinds: [String!], $since: Since) {
  customers(first: $first, last: $last, after: $after, filter: { kinds: $kinds, since: $since }) { totalCount } }`);

describe('the arguments of a field', () => {
  it('have one form for all values, and another one when other ones are given', () => {
    const { form } = customers({ first: 5, kinds: ['a'] });
    expect(customers({ first: 200, kinds: ['b', 'c'] }).form).toEqual(form);
    expect(customers({ kinds: [] }).form).toEqual(form);
    const others = [{}, { kinds: null }, { last: 5, kinds: ['a'] }, { kinds: ['a'], since: { year: 2026 } }];
    for (const variables of others) expect(customers(variables).form.key).not.toBe(form.key);
  });

  it('are read into a window and the values of their filters', () => {
    const { window, filters } = customers({ last: 3, kinds: ['a'], since: { year: 2026 } });
    expect(window).toMatchObject({ size: 3, reading: 'backward', after: null });
    expect([...filters]).toEqual([
      ['filter.kinds', ['a']],
      ['filter.since', '2026-01-01Z'],
    ]);
  });

  it('are refused as graphql-js would refuse them', () => {
    expect(() => customers({ first: -1 })).toThrow('whole number');
    expect(() => customers({ after: 'x' })).toThrow('cursor');
    expect(() => reader('{ customer(id: "x") { id } }')()).toThrow('not an id');
  });

  it('are read once when they hold no variables', () => {
    const read = reader('{ customers(first: 7) { totalCount } }');
    expect(read({ a: 1 })).toBe(read({ a: 2 }));
    expect(customers({ first: 1 })).not.toBe(customers({ first: 1 }));
  });

  it('that are opaque ids are taken apart by type, with their places', () => {
    const ids = [encodeGlobalId('Customer', 1), encodeGlobalId('Brand', 7), encodeGlobalId('Customer', 2)];
    const { form, nodes } = reader('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }')({ ids });
    expect(form.nodes).toEqual(['Brand', 'Customer']);
    expect(nodes.get('Customer')).toEqual({ places: [1, 3], columns: [[1, 2]] });
    expect(nodes.get('Brand')).toEqual({ places: [2], columns: [[7]] });
  });
});
