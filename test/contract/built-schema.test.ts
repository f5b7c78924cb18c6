import { type GraphQLField, type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import { inTreePlugins } from '../../src/config';
import { installSources } from '../../src/execution';
import { createKernel, lateServices, loadPlugins } from '../../src/kernel';
import { type CoreServices, coreEnums, coreModules } from '../../src/open-platform';
import { platformVersion } from '../../src/shared/platform';
import { projectRoot } from '../architecture/source-files';
import { sourceOf } from '../helpers/tiers/select-all';

async function builtSchema(): Promise<GraphQLSchema> {
  const places = { workingDirectory: projectRoot, platformDirectory: projectRoot };
  const { plugins, faults } = await loadPlugins(inTreePlugins, places);
  const { schema } = createKernel({
    platformVersion,
    coreModules: coreModules(lateServices<CoreServices>().services),
    plugins,
    loadFaults: faults,
    dynamicEnums: coreEnums,
    installSources,
  });
  return schema;
}

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
    schema = await builtSchema();
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
