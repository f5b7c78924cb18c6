import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { type Principal, RapportError } from '../sdk';
import { endWithCredentials } from './credentials-end';
import { type Doorkeeper, maximumOperationBytes } from './doorkeeper';
import { OpenConnections } from './open-connections';
import { type OperationContext, principalOf } from './request-context';
import type { HttpServices } from './services';
import { type StreamedOperations, type StreamedRequest, streamedOperations } from './streamed-operation';

/**
 * `POST /graphql/stream`: one operation as server-sent events (graphql-sse, distinct connections), for clients whose networks let
 * no sockets through. The answered function ends all streams.
 */
export function eventStream(app: FastifyInstance, services: HttpServices, doorkeeper: Doorkeeper): () => void {
  const operations = streamedOperations(services, doorkeeper);
  const callers = new WeakMap<FastifyRequest, Principal>();
  const { connections } = services.config.limits;
  const open = new OpenConnections<ServerResponse>(connections);
  const handle = handler(operations, callers);
  app.route({
    method: 'POST',
    url: '/graphql/stream',
    bodyLimit: maximumOperationBytes,
    onRequest: async () => doorkeeper.gate.refuseWhenFull(),
    preHandler: async (request) => {
      callers.set(request, await principalOf(services, request));
      if (request.headers['idempotency-key'] !== undefined) {
        const message = 'Idempotency-Key is not taken on streams. Send the mutation by POST to /graphql.';
        throw new RapportError('BAD_INPUT', message);
      }
      if (request.headers.accept === 'text/event-stream') return;
      throw new RapportError('BAD_INPUT', 'Streams are sent as text/event-stream only. Say so in the header accept.');
    },
    handler: async (request, reply) => {
      const principal = callers.get(request);
      if (principal === undefined) throw new Error('The request has not been let in.');
      if (!open.add(principal, reply.raw)) {
        throw new RapportError('OVERLOADED', `A principal may have ${connections} streams open at a time.`);
      }
      reply.header('cache-control', 'no-store').hijack();
      // An event may come while the stream is being ended.
      reply.raw.on('error', (error) => request.log.debug({ err: error }, 'A stream had ended'));
      endWithCredentials(services.clock, principal, reply.raw, () => end(reply.raw, [ended]));
      try {
        await handle(request, reply);
      } catch (error) {
        if (reply.raw.writableEnded) return;
        // Whatever an event of a subscription threw; the stream has begun, so it is told as its last event.
        end(reply.raw, operations.tell([new GraphQLError('', { originalError: error as Error })], null));
      }
    },
  });
  return () => {
    for (const stream of open.all()) stream.end();
  };
}

function handler(operations: StreamedOperations, callers: WeakMap<FastifyRequest, Principal>) {
  const requests = new WeakMap<OperationContext, StreamedRequest>();
  return createHandler<Record<PropertyKey, unknown>>({
    // No tokens: they would be the keys of the mode with one stream for many operations.
    authenticate: () => null,
    // Documents have been validated when they are admitted.
    validate: () => [],
    execute: (operation) => operations.execute(operation),
    onSubscribe: ({ raw }, { operationName, ...rest }) => {
      const principal = callers.get(raw);
      if (principal === undefined) throw new Error('The request has not been let in.');
      const request: StreamedRequest = { operationName, ...rest };
      const admitted = operations.admit(request, { principal, requestId: raw.id });
      if (!('contextValue' in admitted)) return refusal(operations.tell(admitted, null));
      requests.set(admitted.contextValue, request);
      return admitted as typeof admitted & { contextValue: Record<PropertyKey, unknown> };
    },
    onNext: (context, _request, result) => {
      const known = context as unknown as OperationContext | undefined;
      if (known === undefined) return result;
      return operations.answer(result as ExecutionResult, known, requests.get(known) ?? {}) as ExecutionResult;
    },
  });
}

/** The last event of a stream that outlives its credentials. */
const ended = {
  message: 'The credentials by which the stream was opened have ended. Open another one by new credentials.',
  extensions: { code: 'UNAUTHENTICATED' },
} as const;

/** The library knows a result by its data, which a refused request has none of; a stream of one result it takes as it is. */
async function* refusal(errors: readonly object[]): AsyncGenerator<ExecutionResult> {
  yield { errors: errors as GraphQLError[] };
}

function end(stream: ServerResponse, errors: readonly object[]): void {
  stream.end(`event: next\ndata: ${JSON.stringify({ errors })}\n\nevent: complete\n\n`);
}
