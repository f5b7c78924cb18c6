import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, type GraphQLError, Kind, type ValidationRule } from 'graphql';
import type { OperationContext } from '../request-context';
import { type DepthLimit, documentFaults } from './document-faults';

/** Faults of the documents they were found in, by what was put in their place. */
const faultsOf = new WeakMap<DocumentNode, readonly GraphQLError[]>();

/**
 * Looks at a document between Apollo Server's parsing and validating it. One at fault is replaced by an empty one, which
 * takes no time to validate, and {@link foundFaults} then tells the faults as those of validation.
 */
export function refuseLargeDocuments(limit: DepthLimit): ApolloServerPlugin<OperationContext> {
  return {
    requestDidStart: async () => ({
      parsingDidStart: async (request) => async (error) => {
        if (error !== undefined || request.document === undefined) return;
        const faults = documentFaults(request.document, limit);
        if (faults.length === 0) return;
        const empty: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };
        faultsOf.set(empty, faults);
        Object.assign(request, { document: empty });
      },
    }),
  };
}

/** Reports what {@link refuseLargeDocuments} has found. */
export const foundFaults: ValidationRule = (context) => ({
  Document: (document) => {
    for (const fault of faultsOf.get(document) ?? []) context.reportError(fault);
  },
});
