import {
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  validate,
} from 'graphql';
import { MetadataIndex } from '../../../kernel/graphql/metadata-index';
import type { Plugin } from '../../../sdk';
import { declaredKinds, selectField } from './select-all';

/**
 * A query for all that a plugin shows: its fields on Query, Customer and Interaction, and every field of its interaction types,
 * each GraphQL type in a timeline of its own. Variables: `ids`, and `first` for the contacts of each type. Null for a plugin that
 * shows nothing.
 */
export function viewOf(schema: GraphQLSchema, plugin: Plugin): DocumentNode | null {
  const onCustomer = contributedTo(schema, plugin, 'Customer');
  const onInteraction = contributedTo(schema, plugin, 'Interaction');
  const onQuery = contributedTo(schema, plugin, 'Query');
  const timelines = typesOf(plugin).flatMap(({ name, ids }, index) => {
    const type = schema.getType(name);
    if (!isObjectType(type)) return [];
    const own = ownSelection(schema, type);
    return [
      `t${index}: timeline(first: $first, types: ${JSON.stringify(ids)}) { nodes { __typename ${onInteraction} ... on ${name} { __typename ${own} } } }`,
    ];
  });
  if (timelines.length === 0 && onCustomer === '' && onQuery === '') return null;
  const first = timelines.length === 0 ? '' : ', $first: Int!';
  const document = parse(
    `query ($ids: [ID!]!${first}) { ${onQuery} nodes(ids: $ids) { __typename ... on Customer { id ${onCustomer} ${timelines.join(' ')} } } }`,
  );
  const [fault] = validate(schema, document);
  if (fault !== undefined) throw fault;
  return document;
}

/** The variables that the view takes: those for contacts only where it asks for some. */
export function variablesOf(
  document: DocumentNode,
  ids: readonly string[],
  first: number,
): Readonly<Record<string, unknown>> {
  const [operation] = document.definitions;
  const names = operation?.kind === Kind.OPERATION_DEFINITION ? operation.variableDefinitions : undefined;
  return names?.some(({ variable }) => variable.name.value === 'first') === true ? { ids, first } : { ids };
}

/** The plugin's GraphQL types of interactions, each with the ids of its interaction types. */
function typesOf({ contributions }: Plugin): readonly { readonly name: string; readonly ids: readonly string[] }[] {
  const index = new MetadataIndex();
  const ids = new Map<string, string[]>();
  for (const { id, graphql } of contributions.interactions ?? []) {
    const name = index.view(graphql)?.name ?? graphql.name;
    ids.set(name, [...(ids.get(name) ?? []), id]);
  }
  return [...ids].map(([name, own]) => ({ name, ids: own }));
}

function contributedTo(schema: GraphQLSchema, { contributions }: Plugin, on: string): string {
  const names = (contributions.fields ?? []).filter((field) => field.on === on).map(({ name }) => name);
  return selectionOf(schema, on, (name) => names.includes(name));
}

/** What the type has beside the fields of every interaction. */
function ownSelection(schema: GraphQLSchema, type: GraphQLObjectType): string {
  const common = schema.getType('Interaction');
  const inherited = isInterfaceType(common) ? Object.keys(common.getFields()) : [];
  return selectionOf(schema, type.name, (name) => !inherited.includes(name));
}

function selectionOf(schema: GraphQLSchema, on: string, isWanted: (name: string) => boolean): string {
  const type = schema.getType(on);
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  return Object.values(type.getFields())
    .filter(({ name }) => isWanted(name))
    .flatMap((field) => selectField(schema, on, field, { kinds: declaredKinds }))
    .join(' ');
}
