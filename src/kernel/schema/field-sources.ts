import {
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import type { FieldSource } from '../../sdk';
import type { MetadataIndex } from '../graphql/metadata-index';
import type { FieldView, TypeKey, TypeView } from '../graphql/type-view';

type FieldsType = GraphQLObjectType | GraphQLInterfaceType;

/**
 * Writes what decorators declare into the built schema: the source of a field into its `extensions.source`, the table
 * of a type into its `extensions.table`. Conventions for what is not declared belong to the executor.
 */
export function installDeclaredSources(
  schema: GraphQLSchema,
  types: ReadonlyMap<TypeKey, TypeView>,
  index: MetadataIndex,
): void {
  const views = new Map([...types.values()].map((view) => [view.name, view]));
  for (const type of fieldsTypes(schema)) {
    const view = views.get(type.name);
    if (view !== undefined) install(type, view, index);
  }
}

/** The library merges the extensions of superclasses over those of a class; here the nearest declaration wins. */
function install(type: FieldsType, view: TypeView, index: MetadataIndex): void {
  if (view.table !== undefined) type.extensions = { ...type.extensions, table: view.table };
  for (const field of Object.values(type.getFields())) {
    const source = nearestDeclaration(view, field.name, index)?.source;
    if (source !== undefined) field.extensions = { ...field.extensions, source };
  }
}

function nearestDeclaration(view: TypeView, field: string, index: MetadataIndex): FieldView | undefined {
  const own = view.fields.find(({ name }) => name === field);
  if (own !== undefined) return own;
  const inherited = view.related.map((key) => index.view(key)).filter((each) => each !== null);
  return inherited.map((each) => nearestDeclaration(each, field, index)).find((found) => found !== undefined);
}

/** The source of a field of the built schema, if it declares one. */
export function sourceOf(extensions: Readonly<Record<string, unknown>>): FieldSource | undefined {
  return extensions.source as FieldSource | undefined;
}

/** Object and interface types that hold data: without introspection and the roots of operations. */
export function fieldsTypes(schema: GraphQLSchema): readonly FieldsType[] {
  const roots: readonly unknown[] = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap()).filter(
    (type: GraphQLNamedType): type is FieldsType =>
      (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__') && !roots.includes(type),
  );
}
