import { buildSchema, GraphQLObjectType, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { goldenFiles } from '../../src/cli/golden/golden-files';
import { expectGolden } from './golden';

describe('the committed GraphQL schema', () => {
  it.each(['core.graphql', 'full.graphql'] as const)('shows the one that is built: %s', (name) => expectGolden(name));

  it('describes every type, field, argument, input field and enum value', async () => {
    const schema = buildSchema(await goldenFiles['full.graphql']());
    const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

    expect(types.flatMap(undescribed)).toEqual([]);
  });
});

type Described = { readonly name: string; readonly description?: string | null | undefined };

function undescribed(type: Described): readonly string[] {
  const missing = (items: readonly Described[], path: string): readonly string[] =>
    items.filter(({ description }) => !description?.trim()).map(({ name }) => `${path}${name}`);
  const inside: string[] = [...missing([type], '')];
  if (isEnumType(type)) inside.push(...missing(type.getValues(), `${type.name}.`));
  if (isInputObjectType(type)) inside.push(...missing(Object.values(type.getFields()), `${type.name}.`));
  if (isObjectType(type) || isInterfaceType(type)) {
    const fields = Object.values((type as GraphQLObjectType).getFields());
    inside.push(...missing(fields, `${type.name}.`));
    inside.push(...fields.flatMap(({ name, args }) => missing(args, `${type.name}.${name}:`)));
  }
  return inside;
}
