import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import { RawData } from './raw-answer';
import type { OperationContext } from './request-context';
import type { HttpServices } from './services';

/** Answers queries by the executor where it can; graphql-js does the rest. The text goes out as the database made it. */
export function compiledTier({ execute }: Pick<HttpServices, 'execute'>): ApolloServerPlugin<OperationContext> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ document, operation, request, contextValue }) => {
        if (operation.operation !== OperationTypeNode.QUERY) return null;
        const answer = await execute({
          document,
          operationName: request.operationName ?? null,
          variables: request.variables ?? {},
          context: contextValue,
        });
        contextValue.notes.answer = answer;
        if (answer.tier === 'plain') return null;
        const singleResult = { data: new RawData(answer.text) as unknown as Record<string, unknown> };
        return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } } as const;
      },
    }),
  };
}
