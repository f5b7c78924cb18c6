import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationContext } from './request-context';

const requestFaults: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/**
 * GraphQL over HTTP: to callers of old, who take `application/json` only, a well-formed request is answered with status 200
 * even when its document is at fault. Callers who take `application/graphql-response+json` get 400.
 */
export const requestFaultStatus: ApolloServerPlugin<OperationContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response: { body, http } }) => {
      if (body.kind !== 'single' || request.http === undefined) return;
      const { errors } = body.singleResult;
      if (errors === undefined || !errors.every(({ extensions }) => requestFaults.has(extensions?.code))) return;
      const accept = request.http.headers.get('accept') ?? '';
      if (!accept.includes('application/graphql-response+json')) http.status = 200;
    },
  }),
};
