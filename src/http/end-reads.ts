import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, type OperationDefinitionNode } from 'graphql';
import type { OperationContext } from './request-context';

/** Closes the entry of an operation in the read audit, before its answer goes out. */
export const writeDownReads: ApolloServerPlugin<OperationContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, operation }) => endReads(contextValue, operation),
  }),
};

/** An operation is called what the client calls it, or after its root fields; what it asks about is not written down. */
export function endReads(
  { reads }: Pick<OperationContext, 'reads'>,
  operation: OperationDefinitionNode | null | undefined,
): void {
  if (reads === undefined || operation == null) return;
  reads.end(operation.name?.value ?? rootsOf(operation));
}

function rootsOf({ selectionSet }: OperationDefinitionNode): string {
  const roots = selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? [field.name.value] : []));
  return [...new Set(roots)].join(' ');
}
