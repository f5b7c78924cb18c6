import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { defaultPageSize } from '../sdk';
import type { OperationContext } from './request-context';

/** Items that all pages of one operation may hold together: a list of 200 customers with 200 contacts each, twice over. */
export const maximumItems = 100_000;

interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Null: the operation is small enough. Pages multiply where they nest, and add up under aliases. */
export function sizeFault(asked: Operation): GraphQLError | null {
  const root = asked.schema.getRootType(asked.operation.operation);
  const items = root == null ? 0 : createSize(asked)(root, asked.operation.selectionSet);
  if (items <= maximumItems) return null;
  const message = `The pages of this operation may hold ${items} items together; ${maximumItems} are allowed. Ask for less and follow the cursors.`;
  return new GraphQLError(message, { extensions: { code: 'PAGE_TOO_LARGE', http: { status: 400 } } });
}

export const limitSize: ApolloServerPlugin<OperationContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request }) => {
      if (operation === undefined) return;
      const fault = sizeFault({ schema, document, operation, variables: request.variables ?? {} });
      if (fault !== null) throw fault;
    },
  }),
};

/** Of a valid document, in which fragments do not form circles. Each fragment is measured once. */
function createSize({ schema, document, variables }: Operation) {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const known = new Map<string, number>();

  const ofSelections = (parent: GraphQLNamedType, { selections }: SelectionSetNode): number =>
    selections.reduce((items, selection) => {
      if (selection.kind === Kind.FIELD) return items + ofField(parent, selection);
      if (selection.kind === Kind.FRAGMENT_SPREAD) return items + ofFragment(fragments.get(selection.name.value));
      const type = selection.typeCondition && schema.getType(selection.typeCondition.name.value);
      return items + ofSelections(type ?? parent, selection.selectionSet);
    }, 0);

  const ofFragment = (fragment: FragmentDefinitionNode | undefined): number => {
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    if (fragment === undefined || type == null) return 0;
    const items = known.get(fragment.name.value) ?? ofSelections(type, fragment.selectionSet);
    known.set(fragment.name.value, items);
    return items;
  };

  const ofField = (parent: GraphQLNamedType, node: FieldNode): number => {
    if (node.selectionSet === undefined || !(isObjectType(parent) || isInterfaceType(parent))) return 0;
    const field = parent.getFields()[node.name.value];
    if (field === undefined) return 0;
    const below = ofSelections(getNamedType(field.type), node.selectionSet);
    return isPaged(field) ? pageSize(node, variables) * (1 + below) : below;
  };

  return ofSelections;
}

function isPaged({ args }: GraphQLField<unknown, unknown>): boolean {
  return args.some(({ name }) => name === 'first');
}

function pageSize(node: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const sizes = (node.arguments ?? []).flatMap(({ name, value }) => {
    if (name.value !== 'first' && name.value !== 'last') return [];
    const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : 'value' in value ? value.value : null;
    return given === null || given === undefined ? [] : [Number(given)];
  });
  // What is no size is refused where the page is read.
  return sizes.length === 0 ? defaultPageSize : Math.max(0, ...sizes.filter((size) => size > 0));
}
