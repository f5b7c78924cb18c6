import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { type AskedOperation, type CostLimits, costFault, type OperationCost, operationCost } from '../execution';
import type { OperationContext } from './request-context';

/**
 * Measures an operation and keeps the cost in the notes of its context.
 *
 * @returns null when it may run, otherwise the refusal with code, cost, limit and most expensive path
 */
export function measuredFault(
  asked: AskedOperation,
  limits: CostLimits,
  { notes }: Pick<OperationContext, 'notes'>,
): GraphQLError | null {
  const cost = operationCost(asked);
  notes.cost = cost;
  const fault = costFault(cost, limits);
  if (fault === null) return null;
  const { code, message, asked: value, limit, path } = fault;
  return new GraphQLError(message, {
    extensions: { code, cost: { asked: value, limit, path }, http: { status: 400 } },
  });
}

/** Refuses what costs too much before anything runs, and tells the cost to those who ask by the request's `extensions.cost`. */
export function limitCost(limits: CostLimits): ApolloServerPlugin<OperationContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
        if (operation === undefined) return;
        const asked = { schema, document, operation, variables: request.variables ?? {} };
        const fault = measuredFault(asked, limits, contextValue);
        if (fault !== null) throw fault;
      },
      willSendResponse: async ({ request, response, contextValue }) => {
        if (!asksForCost(request.extensions) || response.body.kind !== 'single') return;
        const told = toldCost(contextValue, limits);
        const result = response.body.singleResult;
        if (told !== null) result.extensions = { ...result.extensions, cost: told };
      },
    }),
  };
}

export function asksForCost(extensions: unknown): boolean {
  return (extensions as { readonly cost?: unknown } | null | undefined)?.cost === true;
}

/** `extensions.cost` of an answer; null when the operation was not measured. */
export function toldCost(
  { notes }: Pick<OperationContext, 'notes'>,
  limits: CostLimits,
): (OperationCost & { readonly limit: number; readonly itemsLimit: number }) | null {
  return notes.cost === undefined ? null : { ...notes.cost, limit: limits.cost, itemsLimit: limits.items };
}
