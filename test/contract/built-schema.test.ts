import { type GraphQLField, type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import { schemaWithoutServices } from '../../src/cli/golden/schema-document';
import { inTreePlugins } from '../../src/config';
import { sourceOf } from '../../src/testing/contract/reading/select-all';

/** Sources that have to load something before there is a value. */
const loading: ReadonlySet<string | undefined> = new Set([
  'reference',
  'lookup',
  'node',
  'list',
  'connection',
  'summary',
  'batch',
]);

describe('the built schema, with all plugins', () => {
  let schema: GraphQLSchema;

  beforeAll(async () => {
    schema = await schemaWithoutServices(inTreePlugins);
  });

  it('has functions for what must be loaded and for writing, and for nothing else', () => {
    const writing = new Set([schema.getMutationType()?.name, schema.getSubscriptionType()?.name]);
    const odd: string[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__') || writing.has(type.name)) continue;
      for (const field of Object.values(type.getFields())) {
        if ((field.resolve !== undefined) !== mustLoad(field)) odd.push(`${type.name}.${field.name}`);
      }
    }
    expect(odd).toEqual([]);
  });

  /** Fields of an interface bring their source along. */
  function mustLoad(field: GraphQLField<unknown, unknown>): boolean {
    const inherited = Object.values(schema.getTypeMap()).flatMap((type) =>
      isAbstractType(type) && 'getFields' in type ? [type.getFields()[field.name]] : [],
    );
    return loading.has(sourceOf(field)?.kind) || (sourceOf(field) === undefined && inherited.some(isLoading));
  }

  const isLoading = (field: GraphQLField<unknown, unknown> | undefined): boolean =>
    field !== undefined && loading.has(sourceOf(field)?.kind);

  it('tells the types of objects without a promise, and checks none twice', () => {
    for (const type of Object.values(schema.getTypeMap())) {
      if (isObjectType(type)) expect([type.name, type.isTypeOf]).toEqual([type.name, undefined]);
      if (!isAbstractType(type)) continue;
      const [name = ''] = schema.getPossibleTypes(type).map((possible) => possible.name);
      const answers = [{ __typename: name }, {}].map((value) => type.resolveType?.(value, {}, {} as never, type));
      expect(answers).toEqual([name, undefined]);
    }
  });
});
