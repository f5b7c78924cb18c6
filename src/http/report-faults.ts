import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { isRapportError } from '../sdk';
import { isMasked } from './client-error';
import type { OperationContext } from './request-context';

/** Logs what callers are not told, and gives them the id under which it stands in the log. */
export function reportFaults(log: Logger): ApolloServerPlugin<OperationContext> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue, operationName }) =>
        logFaults(log, errors, { requestId: contextValue.requestId, operation: operationName ?? null }),
      willSendResponse: async ({ response, contextValue }) => {
        if (response.body.kind !== 'single' || response.body.singleResult.errors === undefined) return;
        response.body.singleResult.errors = response.body.singleResult.errors.map((error) =>
          withRequestId(error, contextValue.requestId),
        );
      },
    }),
  };
}

/** Masked faults with their stack; of a database that does not answer, one line. */
export function logFaults(log: Logger, errors: readonly GraphQLError[], about: object): void {
  for (const error of errors) {
    const cause = unwrapResolverError(error);
    if (isMasked(error)) log.error({ ...about, path: error.path, err: cause }, 'A field failed');
    else if (isRapportError(cause) && cause.code === 'UNAVAILABLE') {
      log.warn({ ...about, path: error.path, reason: cause.details }, 'The database did not answer');
    }
  }
}

export function withRequestId<Fault extends { readonly extensions?: Readonly<Record<string, unknown>> }>(
  error: Fault,
  requestId: string,
): Fault {
  return error.extensions?.code === 'INTERNAL' ? { ...error, extensions: { ...error.extensions, requestId } } : error;
}
