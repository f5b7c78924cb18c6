import type { FieldNode, FragmentDefinitionNode, GraphQLField, GraphQLOutputType } from 'graphql';
import type { FieldDescription, TypeDescription } from '../catalogue/catalogue';

/**
 * A query as the planner sees it, for one choice of the variables behind `@include` and `@skip`: fragments and aliases are
 * resolved, fields of the same response key merged, interface types flattened into one selection per object type.
 */
export interface Operation {
  readonly root: ObjectSelection;
  /** Every place with arguments, in the order of `ArgumentSite.index`. */
  readonly sites: readonly ArgumentSite[];
  /** How many fields it is made of, each counted for each object type that it is asked of: what it takes to keep it. */
  readonly fields: number;
  /** Fragments of the document, for whoever executes a sub-selection by graphql-js. */
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

/** What is asked of objects of one type. */
export interface ObjectSelection {
  readonly type: TypeDescription;
  /** In the order of the answer. */
  readonly fields: readonly FieldSelection[];
  /** Equal for selections that read the same from their row: object types of an interface then share one rendering. */
  readonly signature: string;
}

export type FieldSelection = TypenameSelection | ValueSelection;

export interface TypenameSelection {
  readonly kind: 'typename';
  readonly responseKey: string;
  readonly signature: string;
}

export interface ValueSelection {
  readonly kind: 'field';
  readonly responseKey: string;
  readonly description: FieldDescription;
  /** As the object type has it in the schema. */
  readonly field: GraphQLField<unknown, unknown>;
  /** With lists and non-null. */
  readonly type: GraphQLOutputType;
  /** Null for fields without arguments. */
  readonly site: ArgumentSite | null;
  /** All nodes of the document that ask for it under this response key. */
  readonly nodes: readonly FieldNode[];
  /** What is asked of what it answers, by name of the object type; empty for leaves. */
  readonly below: ReadonlyMap<string, ObjectSelection>;
  readonly signature: string;
}

/** A field with arguments, wherever it stands. Its values are read once per request, and bound. */
export interface ArgumentSite {
  readonly index: number;
  readonly field: GraphQLField<unknown, unknown>;
  /** The first of the nodes: merged fields have equal arguments. */
  readonly node: FieldNode;
  readonly description: FieldDescription;
}

/** Why an operation is left to graphql-js. */
export interface Refusal {
  readonly kind: 'refused';
  /** A sentence for developers. */
  readonly reason: string;
}

export const refused = (reason: string): Refusal => ({ kind: 'refused', reason });
