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

/** The refusal as a fault of the request: no field ran, so none has an error. */
export function asGraphqlError(refusal: Error & { readonly code: string }): GraphQLError {
  return new GraphQLError(refusal.message, { extensions: { code: refusal.code, http: { status: 403 } } });
}
