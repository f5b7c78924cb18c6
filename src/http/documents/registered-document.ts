import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationContext } from '../request-context';

/** Runs the registered text that the request names instead of what it brings along. */
export const registeredDocument: ApolloServerPlugin<OperationContext> = {
  requestDidStart: async ({ request, contextValue }) => {
    if (contextValue.registeredText === null) return;
    const { persistedQuery: _, ...extensions } = request.extensions ?? {};
    request.query = contextValue.registeredText;
    request.extensions = extensions;
  },
};
