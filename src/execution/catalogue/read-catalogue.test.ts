import { interactionTypes, readingSchema, sources } from '../../../test/helpers/reading-schema';
import {
  batch,
  byId,
  column,
  connection,
  countOf,
  type FieldSource,
  globalId,
  list,
  lookup,
  part,
  RapportError,
  reference,
  referenceWithin,
  storedBatch,
  summary,
  type TableSource,
} from '../../sdk';
import { type Catalogue, tableNamed, typeNamed } from './catalogue';
import { readCatalogue } from './read-catalogue';

const read = (): Catalogue => readCatalogue(readingSchema(), interactionTypes);

function faultsOf(
  changes: Readonly<Record<string, FieldSource | null>>,
  tables: Readonly<Record<string, TableSource | null>> = {},
): readonly string[] {
  try {
    readCatalogue(readingSchema(changes, tables), interactionTypes);
    return [];
  } catch (error) {
    if (!(error instanceof RapportError)) throw error;
    expect(error.code).toBe('SCHEMA_BUILD_FAILED');
    return error.details.faults as readonly string[];
  }
}

describe('a catalogue', () => {
  it('reads columns by the name of the field unless told otherwise', () => {
    const { fields } = typeNamed(read(), 'Customer');
    expect(fields.get('displayName')?.source).toEqual(column('display_name'));
    expect(typeNamed(read(), 'Organization').fields.get('name')?.source).toEqual(column('organization_name'));
  });

  it('lists the columns that a type needs: for fields, parts, relations and keys', () => {
    expect([...tableNamed(read(), 'Customer').columns].toSorted()).toEqual([
      'display_name',
      'family_name',
      'given_name',
      'id',
      'kind',
      'organization_name',
      'segment',
      'territory_id',
    ]);
  });

  it('lists for an interface the columns of all types that implement it', () => {
    const { columns } = tableNamed(read(), 'Interaction');
    expect([...columns].toSorted()).toEqual([
      'brand_id',
      'customer_id',
      'details',
      'id',
      'occurred_at',
      'source_key',
      'touch_cost_currency',
      'touch_cost_minor',
      'type',
    ]);
  });

  it('reads what a type adds to an interface from details, and the rest from the interface', () => {
    const { fields, table } = typeNamed(read(), 'AlphaVisit');
    expect(fields.get('place')?.source).toEqual({ kind: 'details', path: ['place'] });
    expect(fields.get('occurredAt')?.source).toEqual(column('occurred_at'));
    expect(fields.get('brand')).toMatchObject({
      coordinate: 'Interaction.brand',
      source: sources['Interaction.brand'],
    });
    expect(table?.restriction).toEqual({ column: 'type', values: ['alpha.visit', 'alpha.call'] });
  });

  it('knows the types that have ids, with the types of their keys', () => {
    const { nodes } = read();
    expect([...nodes.keys()].toSorted()).toEqual(['Brand', 'Customer', 'Interaction', 'Territory']);
    expect(nodes.get('Interaction')?.columns).toEqual([
      { name: 'customer_id', type: 'bigint' },
      { name: 'id', type: 'uuid' },
    ]);
  });

  it('knows which row a part reads, and leaves objects of JavaScript alone', () => {
    expect(typeNamed(read(), 'Person')).toMatchObject({ role: 'part', reads: { table: 'core.customer' } });
    expect(typeNamed(read(), 'RenamePayload')).toMatchObject({ role: 'plain', reads: null });
    expect(typeNamed(read(), 'Place').fields.get('town')?.source).toBeNull();
  });

  it('is frozen', () => {
    const catalogue = read();
    expect(Object.isFrozen(catalogue)).toBe(true);
    expect(Object.isFrozen(typeNamed(catalogue, 'Customer'))).toBe(true);
    expect(Object.isFrozen(tableNamed(catalogue, 'Customer').columns)).toBe(true);
  });
});

describe('declarations that cannot work', () => {
  const orderBy = [{ sql: 't.id', type: 'bigint', direction: 'asc' }] as const;
  const brands = { type: 'Brand', orderings: { CODE: { terms: orderBy } }, filters: {} };
  const table = { table: 'core.customer', key: 'id', customerColumn: 'id' };

  it('are reported all at once, by type and field', () => {
    const faults = faultsOf({
      'Customer.territory': reference('Teritory', 'territory_id'),
      'Customer.person': null,
      'Query.brands': connection({ ...brands, type: 'PageInfo' }),
    });
    expect(faults).toEqual(
      expect.arrayContaining([
        'Customer.territory: there is no type Teritory.',
        'Customer.person: it answers objects of Person and has no source.',
        'Query.brands: PageInfo has no table.',
      ]),
    );
  });

  it.each<[string, string, FieldSource | null, string]>([
    ['a type without a table', 'Place.town', column('town'), 'Place has no table to read from.'],
    [
      'a wrong type',
      'Customer.territory',
      reference('Brand', 'territory_id'),
      'it reads Brand, but the field answers Territory.',
    ],
    [
      'a root field with a row above',
      'Query.pick',
      reference('Customer', 'id'),
      'a root field has no row that others could belong to.',
    ],
    ['a part that is no object', 'Customer.kind', part(), 'the field must answer an object type.'],
    [
      'within without a customer',
      'Interaction.brand',
      referenceWithin('Brand', 'brand_id'),
      'it says within, but Brand has no customerColumn.',
    ],
    ['a lookup of something unknown', 'Query.pick', lookup('Nobody', { sql: String }), 'there is no type Nobody.'],
    ['ids without an argument', 'Query.pick', byId(), 'it has no argument id or ids.'],
    ['ids of a type that has none', 'Query.customer', byId('Identifier'), 'Identifier has no opaque id of its own.'],
    ['an id of no type', 'Customer.id', globalId('Custommer'), 'there is no type Custommer.'],
    [
      'a list that is none',
      'Customer.territory',
      list({ type: 'Territory', key: 'id', orderBy, limit: 1 }),
      'the field must answer a list.',
    ],
    [
      'a list without an order',
      'Customer.identifiers',
      list({ type: 'Identifier', key: 'customer_id', orderBy: [], limit: 1 }),
      'orderBy is empty.',
    ],
    [
      'a list without a limit',
      'Customer.identifiers',
      list({ type: 'Identifier', key: 'customer_id', orderBy, limit: 0 }),
      'limit must be a whole number above 0.',
    ],
    ['a connection without orders', 'Query.brands', connection({ ...brands, orderings: {} }), 'it has no ordering.'],
    [
      'an order without terms',
      'Query.brands',
      connection({ ...brands, orderings: { NONE: { terms: [] } } }),
      'the ordering NONE has no terms.',
    ],
    [
      'orders to choose from without an argument',
      'Query.brands',
      connection({ ...brands, orderings: { A: { terms: orderBy }, B: { terms: orderBy } } }),
      'it has several orderings and no argument orderBy.',
    ],
    [
      'a filter without an argument',
      'Query.brands',
      connection({ ...brands, filters: { code: { sql: String } } }),
      'the filter code has no argument.',
    ],
    [
      'a connection that is none',
      'Customer.identifiers',
      connection({ ...brands, column: 'id', key: 'id' }),
      'Identifier is not a connection type.',
    ],
    [
      'a connection of everything below a row',
      'Customer.timeline',
      connection(brands),
      'name column and key; only a root field lists everything.',
    ],
    [
      'a connection of a row at the root',
      'Query.brands',
      connection({ ...brands, column: 'id', key: 'id' }),
      'a root field has no row: leave column out.',
    ],
    [
      'a connection with half a link',
      'Query.brands',
      connection({ ...brands, key: 'id' }),
      'column and key go together.',
    ],
    [
      'a figure of an unknown interaction type',
      'Customer.beta',
      summary({ clicks: countOf('beta.clik'), lastAt: countOf('beta.click') }),
      'the figure clicks counts beta.clik, which nobody declares.',
    ],
    [
      'a figure without a field',
      'Customer.beta',
      summary({ clicks: countOf('beta.click'), lastAt: countOf('beta.click'), more: countOf('beta.click') }),
      'the figure more is not a field of BetaCustomer.',
    ],
    [
      'a figure of nothing',
      'Customer.beta',
      summary({ clicks: countOf([]), lastAt: countOf('beta.click') }),
      'the figure clicks counts no interaction type.',
    ],
    ['a summary that is no object', 'Customer.kind', summary({}), 'the field must answer an object type.'],
    [
      'a batch without a key',
      'RenamePayload.key',
      batch(async () => []),
      'name the property that makes the key; the type has no table to take it from.',
    ],
    ['a path into nothing', 'AlphaVisit.minutes', { kind: 'details', path: [] }, 'the path into details is empty.'],
    ['a column that is none', 'Customer.kind', column('kind; drop'), '"kind; drop" is not the name of a column.'],
  ])('%s', (_, coordinate, source, fault) => {
    expect(faultsOf({ [coordinate]: source })).toContain(`${coordinate}: ${fault}`);
  });

  it('an argument that nothing uses', () => {
    const without = connection({ ...brands, type: 'Customer' });
    const faults = faultsOf({ 'Query.customers': { ...without, orderings: { NAME_ASC: { terms: orderBy } } } });
    expect(faults).toEqual(
      expect.arrayContaining([
        'Query.customers: the argument filter.kinds has no filter and would be ignored.',
        'Query.customers: the argument filter.since.year has no filter and would be ignored.',
        'Query.customers: orderBy offers VALUE_DESC, which is no ordering.',
      ]),
    );
  });

  it('a field of a summary’s type that nothing fills', () => {
    expect(faultsOf({ 'AlphaCustomer.visited': null })).toEqual([
      'AlphaCustomer.visited: it has neither a source nor a figure.',
    ]);
  });

  it('a table that is none, of an implementer another one, and an interface without a type for unknown rows', () => {
    expect(faultsOf({}, { Customer: { ...table, table: 'customer' } })).toEqual([
      'Customer: "customer" is not the name of a table; write it with its schema, such as core.customer.',
    ]);
    expect(faultsOf({}, { BetaClick: { ...table, table: 'plugin_beta.click' } })).toEqual([
      'BetaClick reads plugin_beta.click, but its interface Interaction reads core.interaction.',
    ]);
    expect(faultsOf({}, { Node: { ...table, table: 'core.node' } })).toContain(
      'Node needs a type UnknownNode that implements it, for rows whose type nobody declares.',
    );
  });

  it('a stored answer with a field that the type does not have', () => {
    const from = { table: 'core.brand', key: 'id' };
    const fields = { code: { column: 'code' }, motto: { constant: null } };
    const source = storedBatch({ from, fits: { sql: () => 'true', value: () => null }, fields }, async () => []);
    expect(faultsOf({ 'Customer.favourite': source })).toEqual([
      'Customer.favourite: the stored field motto is not a field of Brand.',
    ]);
  });

  it('a summary where the row names no customer', () => {
    const faults = faultsOf({}, { Customer: { table: 'core.customer', key: 'id' } });
    expect(faults).toContain('Customer.alpha: its row names no customer.');
  });
});
