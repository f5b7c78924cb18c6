import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded, unknownDirective } from './conditions';

export interface Collecting {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly conditions: ReadonlyMap<string, boolean>;
  /** Told of what only graphql-js can execute. */
  readonly refuse: (reason: string) => void;
}

export type CollectedFields = ReadonlyMap<string, readonly FieldNode[]>;

/** The fields asked of one object type, by response key in the order of the answer, as the GraphQL specification collects them. */
export function collectFields(
  collecting: Collecting,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): CollectedFields {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  for (const set of sets) collect({ ...collecting, type, fields, visited }, set);
  return fields;
}

interface Collection extends Collecting {
  readonly type: GraphQLObjectType;
  readonly fields: Map<string, FieldNode[]>;
  /** Names of fragments: each counts once. */
  readonly visited: Set<string>;
}

function collect(collection: Collection, set: SelectionSetNode): void {
  const { fields, visited, fragments } = collection;
  for (const selection of set.selections) {
    const directive = unknownDirective(selection);
    if (directive !== null) collection.refuse(`The directive @${directive} is not known here.`);
    if (!isIncluded(selection, collection.conditions)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      fields.set(key, [...(fields.get(key) ?? []), selection]);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      if (applies(collection, selection.typeCondition?.name.value)) collect(collection, selection.selectionSet);
    } else if (!visited.has(selection.name.value)) {
      visited.add(selection.name.value);
      const fragment = fragments[selection.name.value];
      if (fragment !== undefined && applies(collection, fragment.typeCondition.name.value)) {
        collect(collection, fragment.selectionSet);
      }
    }
  }
}

function applies({ schema, type }: Collection, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const named = schema.getType(condition);
  return isAbstractType(named) && schema.isSubType(named, type);
}
