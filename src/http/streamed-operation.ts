import {
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  OperationTypeNode,
} from 'graphql';
import { refusalOf } from '../auth';
import { isRapportError, type Principal } from '../sdk';
import { clientError } from './client-error';
import type { DocumentRequest } from './documents/trusted-documents';
import type { Doorkeeper } from './doorkeeper';
import { endReads } from './end-reads';
import { asGraphqlError } from './guard-operations';
import { asksForCost, measuredFault, toldCost } from './limit-cost';
import { RawData } from './raw-answer';
import { type ReadDocument, readDocument } from './read-document';
import { rememberedDocuments } from './remembered-documents';
import { logFaults, withRequestId } from './report-faults';
import { type OperationContext, operationContext, subscriptionContext } from './request-context';
import { requestIdOf } from './request-id';
import { type HttpServices, isDevelopment } from './services';
import { tryExecutor } from './try-executor';

/** What a client asks for over a transport that can carry several answers. */
export interface StreamedRequest extends DocumentRequest {
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

export interface StreamCaller {
  readonly principal: Principal;
  readonly requestId: string;
}

/** An operation that may run: what graphql-js needs, with our context. */
export interface AdmittedOperation extends ExecutionArgs {
  readonly contextValue: OperationContext;
}

/** Operations over transports that do not go through Apollo Server, under the same limits and with the same words. */
export interface StreamedOperations {
  /** Everything that is checked before an operation runs. */
  admit(request: StreamedRequest, caller: StreamCaller): AdmittedOperation | readonly GraphQLError[];
  /** Runs a query or mutation when its turn comes. */
  execute(operation: ExecutionArgs): Promise<ExecutionResult>;
  /** The answer as clients may see it. */
  answer(result: ExecutionResult, contextValue: unknown, request: StreamedRequest): FormattedExecutionResult;
  /** Errors as clients may see them; the log learns the rest. */
  tell(errors: readonly GraphQLError[], contextValue: unknown): readonly GraphQLFormattedError[];
}

export function streamedOperations(services: HttpServices, doorkeeper: Doorkeeper): StreamedOperations {
  const { schema, config } = services;
  const rules = { introspection: isDevelopment(services), depth: config.limits.depth };
  const read = rememberedDocuments((query) => readDocument(schema, query, rules));
  const tell: StreamedOperations['tell'] = (errors, contextValue) => told(services, errors, contextValue);
  return {
    admit: (request, caller) => {
      try {
        const text = doorkeeper.admit(caller.principal, request);
        return admitted(services, read(text ?? String(request.query ?? '')), request, caller);
      } catch (error) {
        return [asGraphQLError(error)];
      }
    },
    execute: async (operation) => {
      try {
        return await doorkeeper.gate.pass(() => executed(services, operation));
      } catch (error) {
        return { errors: [asGraphQLError(error)] };
      }
    },
    answer: ({ data, errors, extensions }, contextValue, request) => {
      const context = contextValue as OperationContext;
      endReads(context, context.notes.operation);
      const cost = asksForCost(request.extensions) ? toldCost(context, config.limits) : null;
      const all = cost === null ? extensions : { ...extensions, cost };
      return {
        ...(errors === undefined ? {} : { errors: tell(errors, contextValue) }),
        ...(data === undefined ? {} : { data }),
        ...(all === undefined ? {} : { extensions: all }),
      };
    },
    tell,
  };
}

function admitted(
  services: HttpServices,
  read: ReadDocument,
  { operationName, variables }: StreamedRequest,
  caller: StreamCaller,
): AdmittedOperation | readonly GraphQLError[] {
  if ('errors' in read) return read.errors;
  const { schema, config } = services;
  const { document } = read;
  const operation = getOperationAST(document, operationName);
  const isSubscription = operation?.operation === OperationTypeNode.SUBSCRIPTION;
  const contextValue = isSubscription ? subscriptionContext(services, caller) : operationContext(services, caller);
  if (operation != null) {
    contextValue.notes.operation = operation;
    const refusal = refusalOf({ schema, document, operation, principal: caller.principal });
    if (refusal !== null) return [asGraphqlError(refusal)];
    const fault = measuredFault(
      { schema, document, operation, variables: variables ?? {} },
      config.limits,
      contextValue,
    );
    if (fault !== null) return [fault];
  }
  return {
    ...{ schema, document, contextValue, hideSuggestions: !isDevelopment(services) },
    ...(operationName == null ? {} : { operationName }),
    ...(variables == null ? {} : { variableValues: variables }),
  };
}

async function executed(services: HttpServices, operation: ExecutionArgs): Promise<ExecutionResult> {
  const { document, operationName, variableValues, contextValue } = operation;
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.QUERY) return execute(operation);
  const context = contextValue as OperationContext;
  const answer = await tryExecutor(services.execute, {
    ...{ document, context, operationName: operationName ?? null, variables: variableValues ?? {} },
  });
  if (answer.tier === 'plain') return execute(operation);
  const { text, errors } = answer;
  const data = new RawData(text) as unknown as Record<string, unknown>;
  return errors.length === 0 ? { data } : { data, errors };
}

/** The same words as over HTTP. */
function told(
  services: HttpServices,
  errors: readonly GraphQLError[],
  contextValue: unknown,
): readonly GraphQLFormattedError[] {
  const requestId = (contextValue as OperationContext | null)?.requestId ?? requestIdOf(null);
  logFaults(services.log, errors, { requestId });
  return errors.map((error) => withRequestId(clientError(error.toJSON(), error), requestId));
}

function asGraphQLError(error: unknown): GraphQLError {
  if (!isRapportError(error)) throw error;
  return new GraphQLError(error.message, { extensions: { code: error.code } });
}
