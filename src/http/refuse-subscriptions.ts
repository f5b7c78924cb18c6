import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { OperationContext } from './request-context';

/** Without it a subscription sent over HTTP would run as if it were a query, and fail as a fault of ours. */
export const refuseSubscriptions: ApolloServerPlugin<OperationContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation }) => {
      if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
      const ways =
        'over WebSockets, on this address, by graphql-transport-ws, or as server-sent events from /graphql/stream';
      throw new GraphQLError(`Subscriptions run ${ways}.`, {
        extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
      });
    },
  }),
};
