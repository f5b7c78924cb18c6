import type { GraphQLField, GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { GraphQLClass } from '../../sdk';
import type { TypeKey, TypeView } from '../graphql/type-view';
import { fieldsTypes, sourceOf } from './field-sources';

/**
 * Removes the resolver that the decorator library gives to every field: it costs time for each value of each row.
 * Fields with a source get theirs from the executor, plain ones are read as properties; only methods keep it.
 */
export function stripPlainFields(
  schema: GraphQLSchema,
  types: ReadonlyMap<TypeKey, TypeView>,
  resolvers: readonly GraphQLClass[],
): void {
  const views = new Map([...types.values()].map((view) => [view.name, view]));
  const methods = methodFields(types, resolvers);
  for (const type of fieldsTypes(schema)) {
    for (const field of Object.values(type.getFields())) {
      const isMethod = methods.has(`${type.name}.${field.name}`) && sourceOf(field.extensions) === undefined;
      if (!isMethod) strip(field, views.get(type.name));
    }
  }
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    if (sourceOf(field.extensions) !== undefined) delete field.resolve;
  }
}

/** A field may have another name in the schema than in its class. */
function strip(field: GraphQLField<unknown, unknown>, view: TypeView | undefined): void {
  delete field.resolve;
  const property = view?.fields.find(({ name }) => name === field.name)?.property ?? field.name;
  if (property !== field.name) field.resolve = (parent) => Reflect.get(parent as object, property);
}

/** `Type.field` of fields with code behind them: methods of the type's class, field resolvers of core resolver classes. */
function methodFields(types: ReadonlyMap<TypeKey, TypeView>, resolvers: readonly GraphQLClass[]): ReadonlySet<string> {
  const { fieldResolvers, resolverClasses } = getMetadataStorage();
  const methods = fieldResolvers.flatMap(({ kind, target, schemaName }) => {
    if (kind === 'internal') return [[target, schemaName] as const];
    if (!resolvers.includes(target)) return [];
    const owner = resolverClasses.find((each) => each.target === target)?.getObjectType();
    return [[owner, schemaName] as const];
  });
  return new Set(methods.map(([owner, field]) => `${types.get(owner)?.name}.${field}`));
}
