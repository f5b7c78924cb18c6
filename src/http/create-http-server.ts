import type { Server } from 'node:http';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import cors from '@fastify/cors';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { HttpConfig } from '../config';
import { RapportError } from '../sdk';
import { isTrustedHost } from './caller-origin';
import { createDoorkeeper, type Doorkeeper } from './doorkeeper';
import { replyTo, replyWithErrors } from './error-reply';
import { eventStream } from './event-stream';
import { explorer } from './explorer';
import { graphqlRoute } from './graphql-route';
import { healthRoutes, type Readiness } from './health-routes';
import { createOnce } from './idempotency/once';
import { intakeRoute } from './intake-route';
import { turnAway } from './load/turn-away';
import { metricsRoute } from './metrics-route';
import { KnownBodies } from './repeated/known-bodies';
import { idOf } from './repeated/long-way';
import { repeatedQueries } from './repeated/repeated-queries';
import { shortWay } from './repeated/short-way';
import { requestLog } from './request-log';
import { type HttpServices, isDevelopment } from './services';
import { subscriptions } from './subscriptions';
import { takenPort } from './taken-port';
import { answeredTeller, tellOfAnswers } from './tell-answered';
import { refuseUnreadable } from './unreadable-request';

/** The door. It is built complete and listens on demand. */
export interface HttpServer {
  /** Answers the address, such as `http://127.0.0.1:4000`. */
  listen(): Promise<string>;
  /** Takes no new requests, ends sockets, and waits for requests under way. */
  close(): Promise<void>;
}

const maximumBodyBytes = 10_000_000;

/** Headers fit into one packet: a sender that takes longer for them only holds the connection. */
const longestHeaders = 10_000;

/** Connections that may wait to be taken. With fewer the system makes callers of a burst try again, seconds later each time. */
const longestBacklog = 4_096;

/** Requests get so long to finish once the server closes. */
const drainMilliseconds = 7_000;

export async function createHttpServer(services: HttpServices): Promise<HttpServer> {
  const app = createApp(services);
  replyWithErrors(app);
  guard(app, services);
  const tell = answeredTeller(services);
  tellOfAnswers(app, tell);
  await allowOrigins(app, services.config.http.allowedOrigins);
  metricsRoute(app, services);
  const doorkeeper = createDoorkeeper(services);
  const [repeated, bodies] = [repeatedQueries(services), new KnownBodies()];
  const server = app.server as Server;
  shortWay(server, services, { doorkeeper, repeated, bodies, tell });
  turnAway(server, doorkeeper.gate, services);
  healthRoutes(app, () => readinessWhile(doorkeeper, services));
  const once = createOnce(services);
  const stopGraphql = await graphqlRoute(app, services, { doorkeeper, once, repeated, bodies });
  const endStreams = eventStream(app, services, doorkeeper);
  await app.register((scope) => intakeRoute(scope, services, { doorkeeper, once }));
  if (isDevelopment(services)) explorer(app);
  const closeSockets = subscriptions(server, services, doorkeeper);
  return {
    listen: () => listen(app, services.config.http),
    close: async () => {
      const { gate } = doorkeeper;
      gate.close();
      const endLongLived = async (): Promise<void> => {
        await Promise.race([gate.idle(), pause(drainMilliseconds, undefined, { ref: false })]);
        // The last answer has been made, and goes out in this turn.
        await turn();
        endStreams();
        await closeSockets();
      };
      await Promise.all([drain(app), endLongLived()]);
      await stopGraphql();
    },
  };
}

/** A server that is being shut down is not to be sent anything, however well it is. */
async function readinessWhile({ gate }: Doorkeeper, services: HttpServices): Promise<Readiness> {
  const readiness = await services.readiness();
  return { ...readiness, ready: readiness.ready && !gate.isClosed };
}

async function listen(app: FastifyInstance, { host, port }: HttpConfig): Promise<string> {
  try {
    return await app.listen({ host, port, backlog: longestBacklog });
  } catch (error) {
    throw takenPort(error, { host, port });
  }
}

/** Waits for requests under way; what takes too long is cut, so that the process ends in time. */
async function drain(app: FastifyInstance): Promise<void> {
  // A connection that has just had its answer is kept for the next request, which will not come.
  const idle = setInterval(() => app.server.closeIdleConnections(), 50);
  const cut = setTimeout(() => app.server.closeAllConnections(), drainMilliseconds);
  try {
    await app.close();
  } finally {
    clearInterval(idle);
    clearTimeout(cut);
  }
}

function createApp({ log, config }: HttpServices): FastifyInstance {
  return fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: idOf,
    childLoggerFactory: requestLog,
    bodyLimit: maximumBodyBytes,
    // Node would let a slow sender hold a connection for a minute over its headers and five over its body.
    requestTimeout: config.limits.requestTimeout,
    http: {
      headersTimeout: Math.min(longestHeaders, config.limits.requestTimeout),
      connectionsCheckingInterval: Math.min(5_000, config.limits.requestTimeout),
    },
    clientErrorHandler: refuseUnreadable,
    // What comes over a connection that is open still is refused by the gate, with a code.
    return503OnClosing: false,
    frameworkErrors: replyTo,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
  });
}

/** No route has a JSON schema, so the compilers for them need not be loaded at the start. */
function noSchemas(): never {
  throw new Error('A route has a schema: let create-http-server.ts compile it.');
}

function guard(app: FastifyInstance, { config }: HttpServices): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    done(isTrustedHost(request.headers.host, config.http) ? undefined : untrustedHost());
  });
}

function untrustedHost(): RapportError {
  return new RapportError(
    'FORBIDDEN',
    'Without credentials this server answers only to names of its own machine, such as localhost.',
  );
}

async function allowOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  await app.register(cors, {
    origin: [...origins],
    methods: ['GET', 'POST', 'PUT'],
    allowedHeaders: [
      ...['authorization', 'content-type', 'apollo-require-preflight', 'if-none-match', 'x-request-id'],
      ...['rapport-explain', 'rapport-purpose', 'idempotency-key'],
    ],
    exposedHeaders: ['x-request-id', 'retry-after', 'etag', 'idempotency-replayed'],
    maxAge: 600,
  });
}
