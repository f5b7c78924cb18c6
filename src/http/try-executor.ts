import type { OperationAnswer, OperationRequest } from '../execution';
import type { OperationContext } from './request-context';
import type { HttpServices } from './services';

/**
 * Has the executor answer, and notes how. When it could not because the database does not answer, graphql-js is still to
 * say which fields are missing, but must not ask the database for the same again.
 */
export async function tryExecutor(
  execute: HttpServices['execute'],
  request: OperationRequest & { readonly context: OperationContext },
): Promise<OperationAnswer> {
  const { context } = request;
  const answer = await execute(request);
  context.notes.answer = answer;
  if (answer.tier === 'plain' && answer.fault !== undefined) context.reader.refuse(answer.fault);
  return answer;
}
