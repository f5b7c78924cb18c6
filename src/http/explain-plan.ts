import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationContext } from './request-context';

/** How an operation was answered, as `extensions.plan` tells developers. */
export interface PlanExplanation {
  /** `compiled`: one statement and perhaps batch functions; `plain`: graphql-js with loaders. */
  readonly tier: 'compiled' | 'plain';
  /** Why it was not compiled; null when it was, or when it is no query. */
  readonly fallback: string | null;
  /** Statements in the order sent: the name of the prepared statement, null for those sent by text alone. */
  readonly statements: readonly { readonly name: string | null; readonly sql?: string }[];
}

/**
 * With the header `rapport-explain: 1` the answer says how many SQL statements it took and how it was planned, with
 * `rapport-explain: sql` also their texts. Values are never shown.
 */
export const explainPlan: ApolloServerPlugin<OperationContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response, contextValue }) => {
      const asked = request.http?.headers.get('rapport-explain');
      if (asked === undefined || response.body.kind !== 'single') return;
      const result = response.body.singleResult;
      const plan = explanationOf(contextValue, asked === 'sql');
      result.extensions = { ...result.extensions, statements: contextValue.reader.statements, plan };
    },
  }),
};

function explanationOf({ notes }: OperationContext, withSql: boolean): PlanExplanation {
  const { answer, statements } = notes;
  return {
    tier: answer?.tier === 'compiled' ? 'compiled' : 'plain',
    fallback: answer?.tier === 'plain' ? answer.reason : null,
    statements: (statements ?? []).map(({ name = null, text }) => (withSql ? { name, sql: text } : { name })),
  };
}
