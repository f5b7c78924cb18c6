import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { isTrustedHost } from '../caller-origin';
import { retryAfterOf } from '../http-status';
import { requestIdOf } from '../request-id';
import type { HttpServices } from '../services';
import { type Gate, overloadedMessage } from './gate';

type TurnAwayServices = Pick<HttpServices, 'log' | 'metrics'> & {
  readonly config: Pick<HttpServices['config'], 'http'>;
};

const body = JSON.stringify({ errors: [{ message: overloadedMessage, extensions: { code: 'OVERLOADED' } }] });

/** In the form in which Node writes them without looking at them. */
const headers = [
  ...['content-type', 'application/json; charset=utf-8'],
  ...['content-length', String(Buffer.byteLength(body))],
  ...['retry-after', retryAfterOf({})],
  ...['x-content-type-options', 'nosniff'],
  ...['referrer-policy', 'no-referrer'],
] as const;

/** Figures know routes, not addresses. */
const intakeRoute = '/intake/:plugin/:adapter';

/** Milliseconds between two lines of the log: a flood of requests must not become one of lines. */
const quiet = 10_000;

/**
 * Answers what comes while the gate is full before any other listener of the server looks at it: under overload most of what
 * comes is sent away, and each of these takes time from those inside. Its body is never parsed, and the connection is kept for
 * another try.
 */
export function turnAway(server: Server, gate: Gate, services: TurnAwayServices): void {
  const listeners = server.listeners('request') as RequestListener[];
  const tell = telling(services);
  server.removeAllListeners('request').on('request', (request: IncomingMessage, response: ServerResponse) => {
    const route = gate.isFull && !gate.isClosed ? routeOf(request, services) : null;
    if (route === null) {
      for (const listener of listeners) listener.call(server, request, response);
      return;
    }
    refuse(request, response);
    tell(route, request.method ?? '');
  });
}

/** Null: somebody else answers it, such as health, or what needs the headers by which pages of other origins may read an answer. */
function routeOf(request: IncomingMessage, { config }: TurnAwayServices): string | null {
  const { url = '', method, headers: given } = request;
  if (given.origin !== undefined || method === 'OPTIONS' || !isTrustedHost(given.host, config.http)) return null;
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  if (path === '/graphql' || path === '/graphql/stream') return path;
  return path.startsWith('/intake/') ? intakeRoute : null;
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, [...headers, 'x-request-id', requestIdOf(request)]);
  response.end(body, 'latin1');
}

/** Counts each; the log is told of the first, and then of all of some seconds together. */
function telling({ log, metrics }: TurnAwayServices) {
  let [silentUntil, unsaid] = [Number.NEGATIVE_INFINITY, 0];
  return (route: string, method: string): void => {
    metrics?.answered({ route, method, status: 503, seconds: 0 });
    unsaid += 1;
    const now = performance.now();
    if (now < silentUntil) return;
    log.warn({ refused: unsaid }, 'More comes than the server can take');
    [silentUntil, unsaid] = [now + quiet, 0];
  };
}
