import { defaultFieldResolver, type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import { interactionTypes, readingSchema } from '../../test/helpers/reading-schema';
import { readCatalogue } from './catalogue/read-catalogue';
import { installCatalogue } from './install-sources';

/** Every field with a resolver of its own, as the decorator library leaves it. */
function decorated(): GraphQLSchema {
  const schema = readingSchema();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    type.isTypeOf = () => false;
    for (const field of Object.values(type.getFields())) field.resolve = defaultFieldResolver;
  }
  return schema;
}

const resolverOf = (schema: GraphQLSchema, typeName: string, field: string): unknown => {
  const type = schema.getType(typeName);
  return isObjectType(type) ? type.getFields()[field]?.resolve : null;
};

describe('installing', () => {
  const schema = decorated();
  installCatalogue(schema, readCatalogue(schema, interactionTypes));

  it.each([
    ['Customer', 'id'],
    ['Customer', 'displayName'],
    ['Customer', 'person'],
    ['Person', 'givenName'],
    ['AlphaVisit', 'minutes'],
    ['AlphaVisit', 'touchCost'],
  ])('leaves %s.%s to be read as a property', (type, field) => {
    expect(resolverOf(schema, type, field)).toBeUndefined();
  });

  it('puts a resolver where something must be loaded', () => {
    expect(resolverOf(schema, 'Customer', 'territory')).toBeInstanceOf(Function);
    expect(resolverOf(schema, 'Customer', 'territory')).not.toBe(defaultFieldResolver);
  });

  it('keeps the resolvers of fields that JavaScript answers', () => {
    expect(resolverOf(schema, 'Place', 'town')).toBe(defaultFieldResolver);
  });

  it('resolves interfaces without a promise, and lets them resolve other objects in their own way', () => {
    const node = Object.values(schema.getTypeMap()).find((type) => isAbstractType(type) && type.name === 'Node');
    const resolve = isAbstractType(node) ? node.resolveType : undefined;
    const ask = (value: unknown): unknown => resolve?.(value, {}, {} as never, node as never);
    expect(ask({ __typename: 'Brand' })).toBe('Brand');
    expect(ask({})).toBeUndefined();
    expect(schema.getType('Customer')).toMatchObject({ isTypeOf: undefined });
  });
});
