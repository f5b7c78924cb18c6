import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { refusalOf } from '../auth';
import type { OperationContext } from './request-context';

/** Refuses what the caller's role may not ask for, before anything of it is run. */
export const guardOperations: ApolloServerPlugin<OperationContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, contextValue }) => {
      if (operation === undefined) return;
      const refusal = refusalOf({ schema, document, operation, principal: contextValue.principal });
      if (refusal !== null) throw asGraphqlError(refusal);
    },
  }),
};

/** The refusal as graphql-js would give it for a field. */
export function asGraphqlError(refusal: Error & { readonly code: string }): GraphQLError {
  return new GraphQLError(refusal.message, { originalError: refusal, extensions: { code: refusal.code } });
}
