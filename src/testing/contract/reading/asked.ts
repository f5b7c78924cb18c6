import { type DocumentNode, type ExecutionResult, execute } from 'graphql';
import { executeOperation, type OperationAnswer } from '../../../execution';
import type { Statement } from '../../../sdk';
import type { Bench } from '../bench';

/** An answer of one of the two ways to execute an operation, and what it took. */
export interface Asked<Answer> {
  readonly answer: Answer;
  readonly statements: readonly Statement[];
}

type Variables = Readonly<Record<string, unknown>>;

/** Asks graphql-js, whose resolvers gather what a level needs. */
export async function askPlain(
  bench: Bench,
  document: DocumentNode,
  variables: Variables,
): Promise<Asked<ExecutionResult>> {
  const statements: Statement[] = [];
  const { schema } = bench.platform;
  const contextValue = bench.contextFor(statements);
  return { answer: await execute({ schema, document, variableValues: variables, contextValue }), statements };
}

/** Asks the executor that makes one statement of an operation. */
export async function askCompiled(
  bench: Bench,
  document: DocumentNode,
  variables: Variables,
): Promise<Asked<OperationAnswer>> {
  const statements: Statement[] = [];
  const context = bench.contextFor(statements);
  const answer = await executeOperation(bench.platform.schema, { document, operationName: null, variables, context });
  return { answer, statements };
}
