import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';
import { CloseCode, type Context, type SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { isRapportError, type Principal } from '../sdk';
import { authorizationOf } from './authorization-of';
import { mayOpenSocket } from './caller-origin';
import { endWithCredentials } from './credentials-end';
import type { Doorkeeper } from './doorkeeper';
import { OpenConnections } from './open-connections';
import { requestIdOf } from './request-id';
import type { HttpServices } from './services';
import { type StreamedOperations, streamedOperations } from './streamed-operation';

/** Operations under way on one socket. */
const maximumOperations = 100;
const maximumMessageBytes = 1_000_000;
/** Answers waiting for a client to read them. */
const maximumBufferedBytes = 20_000_000;
/** A client says who it is within that time, or the socket is closed. */
const greetingMilliseconds = 3_000;

type Parameters = { readonly authorization?: unknown; readonly Authorization?: unknown; readonly purpose?: unknown };
type Greeted = { principal?: Principal };
type SocketContext = Context<Parameters, Extra & Partial<Greeted>>;

/** Operations over `graphql-transport-ws` on `/graphql`. The answered function closes all sockets. */
export function subscriptions(server: Server, services: HttpServices, doorkeeper: Doorkeeper): () => Promise<void> {
  const operations = streamedOperations(services, doorkeeper);
  const open = new OpenConnections<Extra['socket']>(services.config.limits.connections);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumMessageBytes });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const path = request.url?.split('?', 1)[0];
    if (path !== '/graphql') refuse(socket, '404 Not Found');
    else if (!mayOpenSocket(request, services.config.http)) refuse(socket, '403 Forbidden');
    else sockets.handleUpgrade(request, socket, head, (opened) => greetSocket(services, sockets, opened, request));
  };
  server.on('upgrade', upgrade);
  const disposable = useServer<Parameters, Greeted>(
    {
      onConnect: (context) => greet(services, open, context),
      connectionInitWaitTimeout: greetingMilliseconds,
      execute: operations.execute,
      onSubscribe: (context, _id, payload) => operationOf(operations, context, payload),
      onNext: (context, _id, payload, { contextValue }, result) => {
        cutSlowReader(context);
        return operations.answer(result as ExecutionResult, contextValue, payload);
      },
      onError: (_context, _id, _payload, errors) => operations.tell(errors, null),
    },
    sockets,
  );
  return async () => {
    server.off('upgrade', upgrade);
    await disposable.dispose();
  };
}

function greetSocket(
  { log }: HttpServices,
  sockets: WebSocketServer,
  opened: WebSocket,
  request: IncomingMessage,
): void {
  sockets.emit('connection', opened, request);
  // The protocol's library would print what a client does wrong, such as too long a message, as a fault of ours.
  opened.removeAllListeners('error');
  opened.on('error', (error) => log.info({ reason: error.message }, 'A socket was closed'));
}

/** Credentials come in the connection's parameters: browsers cannot set headers on a socket. They end, and it with them. */
async function greet(
  services: HttpServices,
  open: OpenConnections<Extra['socket']>,
  { connectionParams, extra }: SocketContext,
): Promise<boolean> {
  const given = connectionParams?.authorization ?? connectionParams?.Authorization;
  const purpose = connectionParams?.purpose;
  try {
    extra.principal = await services.authenticate(
      typeof given === 'string' ? given : authorizationOf(extra.request),
      typeof purpose === 'string' ? purpose : undefined,
    );
    if (!open.add(extra.principal, extra.socket)) {
      extra.socket.close(tryAgainLater, 'Too many sockets');
      return false;
    }
    const { socket } = extra;
    endWithCredentials(services.clock, extra.principal, socket, () =>
      socket.close(CloseCode.Unauthorized, 'Token expired'),
    );
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

function operationOf(
  operations: StreamedOperations,
  { extra, subscriptions: under }: SocketContext,
  request: SubscribePayload,
): ExecutionArgs | readonly GraphQLError[] {
  if (Object.keys(under).length > maximumOperations) {
    return [new GraphQLError(`A socket carries at most ${maximumOperations} operations at a time.`, badRequest)];
  }
  const { principal } = extra;
  if (principal === undefined) return [new GraphQLError('The connection was not acknowledged.', badRequest)];
  return operations.admit(request, { principal, requestId: requestIdOf(extra.request) });
}

const badRequest = { extensions: { code: 'BAD_REQUEST' } } as const;

/** A client that does not read what it asked for fills the memory of the server. */
function cutSlowReader({ extra: { socket } }: SocketContext): void {
  if (socket.readyState === socket.OPEN && (socket as WebSocket).bufferedAmount > maximumBufferedBytes) {
    (socket as WebSocket).terminate();
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
