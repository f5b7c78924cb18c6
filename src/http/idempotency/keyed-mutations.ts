import { type ApolloServerPlugin, type GraphQLRequestContext, HeaderMap } from '@apollo/server';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { isRapportError } from '../../sdk';
import { clientError } from '../client-error';
import { retryAfterOf, statusOf } from '../http-status';
import { logFaults, withRequestId } from '../report-faults';
import type { OperationContext } from '../request-context';
import type { HttpServices } from '../services';
import type { Once, Performed } from './once';

type Asked = Pick<
  GraphQLRequestContext<OperationContext>,
  'request' | 'schema' | 'source' | 'document' | 'operation' | 'contextValue'
>;
type Answer = { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } & {
  readonly result: FormattedExecutionResult;
};

/** Says that nothing was done now: the answer is that of the first time. */
export const replayedHeader = 'idempotency-replayed';

/**
 * Carries out mutations with an Idempotency-Key once, after everything that is checked of every operation. Such a mutation
 * is stored as a whole or not at all: a part that could not be carried out or shown for the moment undoes the others.
 */
export function keyedMutations(services: Pick<HttpServices, 'log'>, once: Once): ApolloServerPlugin<OperationContext> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async (asked) => {
        const { idempotencyKey } = asked.contextValue;
        const operation: OperationDefinitionNode | undefined = asked.operation;
        if (idempotencyKey === null || operation?.operation !== OperationTypeNode.MUTATION) return null;
        // Apollo Server has the words for variables that do not fit; nothing is done then.
        if (hasFaultyVariables(asked as Asked)) return null;
        const { status, headers = {}, result } = await carryOut(services, once, asked as Asked, idempotencyKey);
        const http = {
          headers: new HeaderMap(Object.entries(headers)),
          ...(status === undefined ? {} : { status }),
        };
        return { http, body: { kind: 'single', singleResult: result } };
      },
    }),
  };
}

function hasFaultyVariables({ schema, operation, request }: Asked): boolean {
  return 'errors' in getVariableValues(schema, operation?.variableDefinitions ?? [], request.variables ?? {});
}

async function carryOut(services: Pick<HttpServices, 'log'>, once: Once, asked: Asked, key: string): Promise<Answer> {
  const { contextValue: context } = asked;
  const { subject: caller } = context.principal;
  try {
    const perform = (): Promise<Performed> => performed(services, asked);
    const { answer, customerIds, replayed } = await once({ caller, key, request: textOf(asked) }, perform);
    const result = JSON.parse(answer) as FormattedExecutionResult;
    if (!replayed) return { result };
    context.reads?.customers(customerIds);
    return { result, headers: { [replayedHeader]: 'true' } };
  } catch (error) {
    if (error instanceof Undone) return error.answer;
    return refusal(services, error, context);
  }
}

/** What makes it this request: the text that runs, however it was named, what is filled in, and what for. */
function textOf({ source, request, contextValue: { principal } }: Asked): string {
  return JSON.stringify([source, request.operationName ?? null, request.variables ?? {}, principal.purpose ?? null]);
}

/** @throws Undone when nothing is to be stored */
async function performed(services: Pick<HttpServices, 'log'>, asked: Asked): Promise<Performed> {
  const { schema, request, contextValue: context } = asked;
  const { data, errors = [] } = await execute({
    ...{ schema, document: asked.document as DocumentNode, contextValue: context },
    variableValues: request.variables,
    operationName: request.operationName,
  });
  const result: FormattedExecutionResult = {
    ...(errors.length === 0 ? {} : { errors: told(services, errors, context) }),
    data: data ?? null,
  };
  const status = statusOfFaults(result.errors ?? []);
  if (status !== null) throw new Undone(withoutData(result, status));
  if (errors.length > 0 && didNothing(data)) throw new Undone({ result });
  return { answer: JSON.stringify(result), customerIds: [...context.shown] };
}

/** Faults that another try may cure; nobody is to hear of them for a day. */
const passing: ReadonlySet<unknown> = new Set([...['UNAVAILABLE', 'TIMED_OUT', 'AUDIT_UNAVAILABLE', 'READ_OVERTAKEN']]);

function statusOfFaults(errors: readonly GraphQLFormattedError[]): number | null {
  const codes = errors.map(({ extensions }) => extensions?.code);
  if (codes.includes('INTERNAL')) return 500;
  return codes.some((code) => passing.has(code)) ? 503 : null;
}

function didNothing(data: ExecutionResult['data']): boolean {
  return Object.values(data ?? {}).every((value) => value === null);
}

/** What other parts answered is undone, and must not look done. */
function withoutData({ errors = [] }: FormattedExecutionResult, status: number): Answer {
  const headers = status === 503 ? { 'retry-after': retryAfterOf({}) } : {};
  return { status, headers, result: { errors, data: null } };
}

/** Thrown to undo what was done, with what the caller is told. */
class Undone extends Error {
  constructor(readonly answer: Answer) {
    super('Nothing of the operation is stored.');
  }
}

function refusal(services: Pick<HttpServices, 'log'>, error: unknown, context: OperationContext): Answer {
  if (isRapportError(error)) {
    const status = statusOf(error.code);
    const retry = status === 503 || error.details.retryAfter !== undefined;
    const headers = retry ? { 'retry-after': retryAfterOf(error.details) } : {};
    return { status, headers, result: { errors: [{ message: error.message, extensions: { code: error.code } }] } };
  }
  const fault = new GraphQLError('', { originalError: error as Error });
  return { status: 500, result: { errors: told(services, [fault], context) } };
}

/** Errors as the caller may see them; the log learns the rest. */
function told(
  { log }: Pick<HttpServices, 'log'>,
  errors: readonly GraphQLError[],
  { requestId }: OperationContext,
): readonly GraphQLFormattedError[] {
  logFaults(log, errors, { requestId });
  return errors.map((error) => withRequestId(clientError(error.toJSON(), error), requestId));
}
