import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { isRapportError, type RapportError } from '../../sdk';
import type { RequestContext } from '../request-context';
import { compilerOf } from './compiler';
import type { CompiledPlan } from './plan/compiled-plan';

export interface OperationRequest {
  /** Valid for the schema. The same object for the same text: plans are kept with it. */
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

/** How an operation was answered: by the statement of a plan, or not at all, which is graphql-js's turn. */
export type OperationAnswer =
  | {
      readonly tier: 'compiled';
      /** JSON text of `data`. */
      readonly text: string;
      /** Of plugins that did not answer, each with its path; usually none. */
      readonly errors: readonly GraphQLError[];
      /** Null when batch functions alone made the answer. */
      readonly plan: CompiledPlan | null;
    }
  | {
      readonly tier: 'plain';
      /** Why, for developers. */
      readonly reason: string;
      /** The database does not answer: to ask it for the same in another way would only be more load. */
      readonly fault?: RapportError;
    };

/**
 * Answers a query by one statement where that gives what graphql-js would give, to the last value and error. Never
 * throws: whatever goes wrong is left to graphql-js, which then says exactly what and where.
 *
 * @param schema one that `installSources` has been over
 */
export async function executeOperation(schema: GraphQLSchema, request: OperationRequest): Promise<OperationAnswer> {
  const compiler = compilerOf(schema);
  if (compiler === null) return { tier: 'plain', reason: 'The schema has no compiled tier.' };
  try {
    return await compiler.answer(request);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    const reason = `${name}: ${message}`;
    return isUnanswered(error) ? { tier: 'plain', reason, fault: error } : { tier: 'plain', reason };
  }
}

const isUnanswered = (error: unknown): error is RapportError =>
  isRapportError(error) && (error.code === 'UNAVAILABLE' || error.code === 'TIMED_OUT');
