import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, type FormattedExecutionResult, GraphQLError, getOperationAST } from 'graphql';
import { CloseCode, type Context, type ExecutionResult, type SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { readContext, refusalOf } from '../auth';
import { isRapportError, type Principal } from '../sdk';
import { mayOpenSocket } from './caller-origin';
import { clientError } from './client-error';
import { endReads } from './end-reads';
import { asGraphqlError } from './guard-operations';
import { readDocument } from './limits';
import { logFaults, withRequestId } from './report-faults';
import { type OperationContext, operationContext } from './request-context';
import { requestIdOf } from './request-id';
import { type HttpServices, isDevelopment } from './services';
import { sizeFault } from './size-limit';

/** Operations under way on one socket. */
const maximumOperations = 100;
const maximumMessageBytes = 1_000_000;

type Parameters = { readonly authorization?: unknown; readonly Authorization?: unknown; readonly purpose?: unknown };
type Greeted = { principal?: Principal };
type SocketContext = Context<Parameters, Extra & Partial<Greeted>>;

/** Operations over `graphql-transport-ws` on `/graphql`. The answered function closes all sockets. */
export function subscriptions(server: Server, services: HttpServices): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumMessageBytes });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const path = request.url?.split('?', 1)[0];
    if (path !== '/graphql') refuse(socket, '404 Not Found');
    else if (!mayOpenSocket(request, services.config.http)) refuse(socket, '403 Forbidden');
    else sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  };
  server.on('upgrade', upgrade);
  const disposable = useServer<Parameters, Greeted>(
    {
      onConnect: (context) => greet(services, context),
      onSubscribe: (context, _id, payload) => operationOf(services, context, payload),
      onNext: (_context, _id, _payload, { contextValue, document, operationName }, result) => {
        endReads(contextValue as OperationContext, getOperationAST(document, operationName));
        return answerOf(services, result, contextValue);
      },
      onError: (_context, _id, _payload, errors) => tell(services, errors, null),
    },
    sockets,
  );
  return async () => {
    server.off('upgrade', upgrade);
    await disposable.dispose();
  };
}

/** Credentials come in the connection's parameters: browsers cannot set headers on a socket. They end, and it with them. */
async function greet(services: HttpServices, { connectionParams, extra }: SocketContext): Promise<boolean> {
  const given = connectionParams?.authorization ?? connectionParams?.Authorization;
  const purpose = connectionParams?.purpose;
  try {
    extra.principal = await services.authenticate(
      typeof given === 'string' ? given : extra.request.headers.authorization,
      typeof purpose === 'string' ? purpose : undefined,
    );
    endWithCredentials(services, extra.principal, extra.socket);
    return true;
  } catch (error) {
    if (!isRapportError(error)) throw error;
    if (error.code === 'UNAVAILABLE') extra.socket.close(tryAgainLater, 'Try again later');
    else extra.socket.close(CloseCode.Unauthorized, 'Unauthorized');
    return false;
  }
}

/** Of the WebSocket protocol: the server cannot answer now. */
const tryAgainLater = 1013;

/** Timers cannot be set further ahead. */
const longestTimer = 2_147_483_647;

function endWithCredentials({ clock }: HttpServices, { expiresAt }: Principal, socket: Extra['socket']): void {
  if (expiresAt === undefined) return;
  const left = expiresAt.getTime() - clock.now().getTime();
  const end = setTimeout(() => socket.close(CloseCode.Unauthorized, 'Token expired'), clamp(left)).unref();
  socket.once('close', () => clearTimeout(end));
}

const clamp = (milliseconds: number): number => Math.min(Math.max(milliseconds, 0), longestTimer);

function operationOf(
  services: HttpServices,
  { extra, subscriptions: under }: SocketContext,
  { query, operationName, variables }: SubscribePayload,
): ExecutionArgs | readonly GraphQLError[] {
  if (Object.keys(under).length > maximumOperations) {
    return [new GraphQLError(`A socket carries at most ${maximumOperations} operations at a time.`, badRequest)];
  }
  const read = readDocument(services.schema, query, { introspection: isDevelopment(services) });
  if ('errors' in read) return read.errors;
  const { principal } = extra;
  if (principal === undefined) return [new GraphQLError('The connection was not acknowledged.', badRequest)];
  const context = operationContext(services, { principal, requestId: requestIdOf(extra.request) });
  const operation = getOperationAST(read.document, operationName);
  const { schema } = services;
  const refusal = operation && refusalOf({ schema, document: read.document, operation, principal });
  if (refusal != null) return [asGraphqlError(refusal)];
  const fault = operation && sizeFault({ schema, document: read.document, operation, variables: variables ?? {} });
  if (fault != null) return [fault];
  return {
    schema: services.schema,
    document: read.document,
    contextValue: operation?.operation === 'subscription' ? withRunningClock(services, context) : context,
    ...(operationName == null ? {} : { operationName }),
    ...(variables == null ? {} : { variableValues: variables }),
  };
}

/** A subscription outlives the moment it began in: each of its events is answered as of its own. */
function withRunningClock({ clock }: HttpServices, context: OperationContext): OperationContext {
  const { requestId, principal, reader, reads } = context;
  return readContext({
    ...{ requestId, principal, reader, ...(reads !== undefined && { reads }) },
    get now() {
      return clock.now();
    },
  });
}

const badRequest = { extensions: { code: 'BAD_REQUEST' } } as const;

/** A result without errors goes out as it is. */
function answerOf(services: HttpServices, { errors, data, extensions }: ExecutionResult, contextValue: unknown) {
  if (errors === undefined) return;
  const answer: FormattedExecutionResult = {
    errors: tell(services, errors, contextValue),
    ...(data === undefined ? {} : { data }),
    ...(extensions === undefined ? {} : { extensions }),
  };
  return answer;
}

/** The same words as over HTTP. */
function tell(services: HttpServices, errors: readonly GraphQLError[], contextValue: unknown) {
  const requestId = (contextValue as OperationContext | null)?.requestId ?? requestIdOf(null);
  logFaults(services.log, errors, { requestId });
  return errors.map((error) => withRequestId(clientError(error.toJSON(), error), requestId));
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
