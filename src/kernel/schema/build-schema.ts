import { assertValidSchema, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, type PubSub } from 'type-graphql';
import { type GraphQLClass, RapportError } from '../../sdk';
import { MetadataIndex } from '../graphql/metadata-index';
import { baseTypes, type ReachableTypes, reachableTypes, rootAt, rootsOf } from '../graphql/reachable-types';
import { classOf, type TypeView } from '../graphql/type-view';
import type { Registry } from '../registry';
import { contributedFieldClasses } from './contributed-fields';
import { type DynamicEnum, withDynamicEnums } from './dynamic-enums';
import { installDeclaredSources } from './field-sources';
import { stripPlainFields } from './plain-fields';
import { handOverPlainInputs } from './plain-inputs';
import { repeatableBuild } from './repeatable-build';
import { installTypeResolvers } from './resolve-types';

/**
 * Builds the schema of everything in the registry, then goes over it once: every reading field knows its source, every
 * abstract type its members, and nothing of the decorator library is left on the way of a plain value.
 *
 * @throws whatever the decorator library throws; checked contributions should not come to that
 */
export function buildSchema(registry: Registry, dynamicEnums: readonly DynamicEnum[]): GraphQLSchema {
  const index = new MetadataIndex();
  const { types } = typesOf(registry, index);
  const resolvers = registry.resolvers.map(({ value }) => value);
  const classNamed = (name: string): GraphQLClass | null => classOf(keyNamed(name, [...types.values()]));
  const schema = withDynamicEnums(dynamicEnums, registry, () => {
    const all = [...resolvers, ...contributedFieldClasses(registry.fields, classNamed)];
    return repeatableBuild(all, () =>
      buildSchemaSync({
        resolvers: all as unknown as NonEmpty,
        orphanedTypes: orphans(registry, types),
        validate: false,
        // Its own check asks the whole schema about itself; the rules alone cost a fraction.
        skipCheck: true,
        pubSub: noPubSub,
      }),
    );
  });
  assertValidSchema(schema);
  describeRoots(schema);
  installDeclaredSources(schema, types, index);
  stripPlainFields(schema, types, resolvers);
  handOverPlainInputs(schema, types, resolvers);
  installTypeResolvers(schema, registry);
  return schema;
}

type NonEmpty = [GraphQLClass, ...GraphQLClass[]];

function typesOf(registry: Registry, index: MetadataIndex): ReachableTypes {
  const contributions = {
    interactions: [...registry.interactionTypes.values()].map(({ value }) => value),
    types: registry.types.map(({ value }) => value),
    fields: registry.fields.map(({ value }) => value),
    resolvers: registry.resolvers.map(({ value }) => value),
  };
  const roots = [...baseTypes.map((type) => rootAt('', type)), ...rootsOf(contributions, index)];
  return reachableTypes(roots, index);
}

function keyNamed(name: string, views: readonly TypeView[]): unknown {
  return views.find((view) => view.name === name && (view.kind === 'object' || view.kind === 'interface'))?.key;
}

/** Types that no field names but that interfaces stand for. Classes of arguments are no types of the schema. */
function orphans(registry: Registry, types: ReachableTypes['types']): GraphQLClass[] {
  const contributed = [
    ...baseTypes,
    ...registry.types.map(({ value }) => value),
    ...[...registry.interactionTypes.values()].map(({ value }) => value.graphql),
  ];
  return contributed.flatMap((key) => {
    const kind = types.get(key)?.kind;
    const target = classOf(key);
    return target !== null && (kind === 'object' || kind === 'interface') ? [target] : [];
  });
}

function describeRoots(schema: GraphQLSchema): void {
  const descriptions = [
    [schema.getQueryType(), 'Everything that can be read.'],
    [schema.getMutationType(), 'Everything that can be changed. Each takes one input and answers with a payload.'],
    [schema.getSubscriptionType(), 'What can be followed as it happens.'],
  ] as const;
  for (const [type, description] of descriptions) {
    if (type) type.description ??= description;
  }
}

/** Subscriptions bring their own streams; the library insists on being given a bus even so. */
const noPubSub: PubSub = {
  publish: () => refuseBus(),
  subscribe: () => refuseBus(),
};

function refuseBus(): never {
  throw new RapportError('INTERNAL', 'A subscription must say where its events come from (subscribe).');
}
