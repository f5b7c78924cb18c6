import { type GraphQLAbstractType, type GraphQLSchema, isAbstractType } from 'graphql';
import { Interaction, Node, UnknownInteraction } from '../../sdk';
import { MetadataIndex } from '../graphql/metadata-index';
import type { Registry } from '../registry';

/**
 * Gives interfaces and unions a synchronous `resolveType`: by the tag `__typename`, by the class of a resolver's
 * answer or, for rows of interactions, by their interaction type. Rows whose plugin is not installed become UnknownInteraction.
 */
export function installTypeResolvers(schema: GraphQLSchema, registry: Registry): void {
  const index = new MetadataIndex();
  const byInteractionType = interactionTypeNames(registry, index);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value: unknown) => nameOf(value, type, index, byInteractionType);
  }
}

/** Interaction type -> GraphQL type, such as `fax.page_sent` -> `FaxPage`. */
export function interactionTypeNames(registry: Registry, index = new MetadataIndex()): ReadonlyMap<string, string> {
  return new Map(
    [...registry.interactionTypes].map(([id, { value }]) => [
      id,
      index.view(value.graphql)?.name ?? UnknownInteraction.name,
    ]),
  );
}

interface Tagged {
  readonly __typename?: string;
  readonly type?: string;
}

function nameOf(
  value: unknown,
  abstract: GraphQLAbstractType,
  index: MetadataIndex,
  byInteractionType: ReadonlyMap<string, string>,
): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { __typename: tag, type } = value as Tagged;
  if (tag !== undefined) return tag;
  if (value.constructor !== Object) return index.view(value.constructor)?.name;
  const holdsInteractions = abstract.name === Interaction.name || abstract.name === Node.name;
  if (!holdsInteractions || type === undefined) return undefined;
  return byInteractionType.get(type) ?? UnknownInteraction.name;
}
