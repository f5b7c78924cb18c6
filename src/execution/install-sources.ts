import {
  defaultFieldResolver,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
} from 'graphql';
import { isProtected, refuseField } from '../auth/guard';
import { rowRules, type Scope } from '../auth/scope';
import type { Registry } from '../kernel/registry';
import { interactionTypeNames } from '../kernel/schema/resolve-types';
import { type Catalogue, type TypeDescription, typeNamed } from './catalogue/catalogue';
import { readCatalogue } from './catalogue/read-catalogue';
import { installCompiler } from './compiled/compiler';
import { isolateSources } from './isolate-sources';
import type { Engine } from './loader/engine';
import { entityMakers } from './loader/entities';
import { answersRows, objectsOf } from './loader/objects';
import { pageTypes } from './loader/page-types';
import { sourceResolver } from './loader/source-resolver';
import type { RequestContext } from './request-context';

export interface InstallOptions {
  /** Row rules, applied to every table reference. Default: the rules of `auth/scope`. */
  readonly scope?: Scope;
}

type Field = GraphQLField<unknown, RequestContext>;
type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

/**
 * Gives every field that loads something its resolver and takes resolvers off fields whose value the object of a row carries,
 * so that graphql-js reads properties; interfaces tell their types synchronously. Changes the schema, and answers what it
 * read from it.
 *
 * @throws RapportError SCHEMA_BUILD_FAILED naming every field whose declaration cannot work
 */
export function installSources(schema: GraphQLSchema, registry: Registry, options: InstallOptions = {}): Catalogue {
  const catalogue = isolateSources(readCatalogue(schema, interactionTypeNames(registry)), registry, schema);
  installCatalogue(schema, catalogue, options);
  return catalogue;
}

/** The same from a catalogue that has been read already. */
export function installCatalogue(schema: GraphQLSchema, catalogue: Catalogue, options: InstallOptions = {}): void {
  const engine = { catalogue, entityMaker: entityMakers(catalogue), scope: options.scope ?? rowRules };
  installCompiler(schema, engine);
  const pages = pageTypes(catalogue);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isObjectType(type)) installType(engine, type, pages);
    if (isAbstractType(type)) resolveByTypeName(type);
  }
}

function installType(
  engine: Engine,
  type: GraphQLObjectType<unknown, RequestContext>,
  pages: ReadonlySet<string>,
): void {
  const description = typeNamed(engine.catalogue, type.name);
  // Objects made from rows are instances of no class.
  if (description.role !== 'plain') type.isTypeOf = undefined;
  for (const field of Object.values(type.getFields())) {
    const resolver = pages.has(type.name) ? undefined : resolverOf(engine, description, field);
    // graphql-js then reads the property itself.
    if (resolver === undefined) delete field.resolve;
    else field.resolve = guarded(description, field.name, resolver);
    if (field.subscribe !== undefined) field.subscribe = guarded(description, field.name, field.subscribe);
  }
}

/** Doors refuse what may not be asked before anything runs. Root fields, and those of protected data, do it once more. */
function guarded(type: TypeDescription, name: string, resolver: Resolver): Resolver {
  const coordinate = type.fields.get(name)?.coordinate ?? `${type.name}.${name}`;
  if (!isProtected(coordinate)) return resolver;
  return (parent, args, context, info) => {
    refuseField(context.principal, coordinate, args);
    return resolver(parent, args, context, info);
  };
}

function resolverOf(engine: Engine, type: TypeDescription, field: Field): Resolver | undefined {
  const description = type.fields.get(field.name);
  if (description === undefined) return field.resolve;
  const resolver = sourceResolver(engine, type, description);
  if (resolver !== null)
    return (parent, args, context, info) => settled(() => resolver(parent, args, { context, info }));
  if (description.source !== null) return undefined;
  return answersRows(engine, description.type) ? rowsResolver(engine, description.type, field.resolve) : field.resolve;
}

/**
 * Faults are answered as rejections: when one item of a list throws, graphql-js forgets the promises of the items before it,
 * and their rejection would meet nobody but the process.
 */
function settled(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return Promise.reject(error);
  }
}

/** What JavaScript answers for a type with a table are rows by column names. */
function rowsResolver(engine: Engine, type: string, own: Resolver = defaultFieldResolver): Resolver {
  const toObjects = objectsOf(engine, type);
  return (parent, args, context, info) => {
    const value: unknown = own(parent, args, context, info);
    return value instanceof Promise ? value.then(toObjects) : toObjects(value);
  };
}

function property(parent: unknown, name: string): unknown {
  return (parent as Readonly<Record<string, unknown>> | null | undefined)?.[name];
}

/** Objects made from rows carry their type's name; others are left to the type's own way. */
function resolveByTypeName(type: GraphQLAbstractType): void {
  const own = type.resolveType;
  type.resolveType = (value: unknown, context, info, abstractType) => {
    const name = property(value, '__typename');
    return typeof name === 'string' ? name : own?.(value, context, info, abstractType);
  };
}
