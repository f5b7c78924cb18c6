import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { clientError } from './client-error';
import { RawData } from './raw-answer';
import type { OperationContext } from './request-context';
import type { HttpServices } from './services';
import { tryExecutor } from './try-executor';

/** Answers queries by the executor where it can; graphql-js does the rest. The text goes out as the database made it. */
export function compiledTier({ execute }: Pick<HttpServices, 'execute'>): ApolloServerPlugin<OperationContext> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ document, operation, request, contextValue }) => {
        // Absent where it is not clear which one is meant, whatever its type says.
        const asked: OperationDefinitionNode | undefined = operation;
        if (asked?.operation !== OperationTypeNode.QUERY) return null;
        // It has been tried, and was left to graphql-js.
        if (contextValue.notes.answer !== undefined) return null;
        const answer = await tryExecutor(execute, {
          document,
          operationName: request.operationName ?? null,
          variables: request.variables ?? {},
          context: contextValue,
        });
        contextValue.notes.document = document;
        if (answer.tier === 'plain') return null;
        const errors = answer.errors.map((error) => clientError(error.toJSON(), error));
        const singleResult = {
          data: new RawData(answer.text) as unknown as Record<string, unknown>,
          ...(errors.length === 0 ? {} : { errors }),
        };
        return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } } as const;
      },
    }),
  };
}
