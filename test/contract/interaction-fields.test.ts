import { buildSchema, type GraphQLSchema, isInterfaceType } from 'graphql';
import { schemaDocument } from '../../src/cli/golden/schema-document';
import { inTreePlugins } from '../../src/config/plugin-choices';

/** Types of a field name over all interaction types, by what declares them. */
function typesByField(schema: GraphQLSchema): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const interaction = schema.getType('Interaction');
  if (!isInterfaceType(interaction)) throw new Error('The schema has no interface Interaction.');
  const found = new Map<string, Map<string, string[]>>();
  for (const object of schema.getImplementations(interaction).objects) {
    for (const field of Object.values(object.getFields())) {
      const types = found.get(field.name) ?? new Map<string, string[]>();
      const type = String(field.type);
      found.set(field.name, types.set(type, [...(types.get(type) ?? []), object.name]));
    }
  }
  return found;
}

describe('interaction types of the in-tree plugins', () => {
  it('can all be selected in one timeline query without aliases: a field name has one type, null or not', async () => {
    const fields = typesByField(buildSchema(await schemaDocument(inTreePlugins)));
    expect(fields.size).toBeGreaterThan(40);
    const conflicts = [...fields].filter(([, types]) => types.size > 1).map(([name, types]) => [name, [...types]]);
    expect(conflicts).toEqual([]);
  });
});
