import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationContext } from './request-context';

/** With the header `rapport-explain: 1`, the answer says how many SQL statements it took. */
export const explainStatements: ApolloServerPlugin<OperationContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response, contextValue }) => {
      if (request.http?.headers.get('rapport-explain') !== '1' || response.body.kind !== 'single') return;
      const result = response.body.singleResult;
      result.extensions = { ...result.extensions, statements: contextValue.reader.statements };
    },
  }),
};
