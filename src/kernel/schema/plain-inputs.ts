import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { GraphQLClass } from '../../sdk';
import { type TypeKey, type TypeView } from '../graphql/type-view';

type Handler = ReturnType<typeof getMetadataStorage>['mutations'][number];
type Parameter = NonNullable<Handler['params']>[number];
type Read = (args: Readonly<Record<string, unknown>>, context: unknown) => unknown;

/**
 * Hands mutations their inputs as GraphQL has read them. The decorator library would first copy every object of an input, field by
 * field, into an instance of its class, which takes longer than reading it. Inputs whose classes can do something keep that.
 */
export function handOverPlainInputs(
  schema: GraphQLSchema,
  types: ReadonlyMap<TypeKey, TypeView>,
  resolvers: readonly GraphQLClass[],
): void {
  const fields = schema.getMutationType()?.getFields() ?? {};
  for (const handler of getMetadataStorage().mutations) {
    const field = fields[handler.schemaName];
    const resolve = resolvers.includes(handler.target as GraphQLClass) ? directResolver(handler, types) : null;
    if (field !== undefined && resolve !== null) field.resolve = resolve;
  }
}

function directResolver(
  { target, methodName, params = [], middlewares = [], roles }: Handler,
  types: ReadonlyMap<TypeKey, TypeView>,
): GraphQLFieldResolver<unknown, unknown> | null {
  if (middlewares.length > 0 || roles !== undefined) return null;
  const reads = [...params]
    .sort((one, other) => one.index - other.index)
    .map((parameter) => readerOf(parameter, types));
  if (!reads.every((read): read is Read => read !== null)) return null;
  const instance = Reflect.construct(target, []) as Readonly<Record<string, (...values: unknown[]) => unknown>>;
  return (_root, args, context) => instance[methodName]?.(...reads.map((read) => read(args, context)));
}

function readerOf(parameter: Parameter, types: ReadonlyMap<TypeKey, TypeView>): Read | null {
  if (parameter.kind === 'context') {
    const { propertyName } = parameter;
    return (_args, context) => (propertyName === undefined ? context : Reflect.get(context as object, propertyName));
  }
  if (parameter.kind !== 'arg' || !isPlain(parameter.getType(), types, new Set())) return null;
  return (args) => args[parameter.name];
}

/** Whether instances of an input class, and of those within it, are nothing but their fields. */
function isPlain(key: TypeKey, types: ReadonlyMap<TypeKey, TypeView>, seen: Set<TypeKey>): boolean {
  const view = types.get(key);
  if (view?.kind !== 'input' || seen.has(key)) return true;
  seen.add(key);
  return (
    isDataOnly(key as GraphQLClass) &&
    view.related.every((parent) => isPlain(parent, types, seen)) &&
    view.fields.every(
      ({ type, name, property }) => name === property && 'named' in type && isPlain(type.named, types, seen),
    )
  );
}

function isDataOnly(type: GraphQLClass): boolean {
  const members = Object.getOwnPropertyNames(type.prototype).filter((name) => name !== 'constructor');
  const preset = Object.values(Reflect.construct(type, []) as object).filter((value) => value !== undefined);
  return members.length === 0 && preset.length === 0;
}
