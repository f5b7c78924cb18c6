import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { missingPlugin } from '../isolation';
import { type ErrorCode, isRapportError } from '../sdk';
import { retryAfterOf, statusOf } from './http-status';

/** Answers faults outside GraphQL in the shape of a GraphQL answer, so that clients need one reader for both. */
export function replyWithErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => replyTo(error, request, reply));
  app.setNotFoundHandler((request, reply) =>
    send(reply, 404, { code: 'NOT_FOUND', message: `There is nothing at ${request.method} ${pathOf(request)}.` }),
  );
}

/** The answer to a fault; also of requests that reach no route. */
export function replyTo(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (isRapportError(error)) {
    const status = statusOf(error.code);
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    if (status === 429 || status === 503 || error.details.retryAfter !== undefined || waitCodes.has(error.code)) {
      reply.header('retry-after', retryAfterOf(error.details));
    }
    if (status !== 500)
      return send(reply, status, { code: error.code, message: error.message, ...missingPlugin(error) });
  }
  const status = error.statusCode ?? 500;
  if (status < 500) return send(reply, status, { code: 'BAD_REQUEST', message: messageOf(error, request) });
  request.log.error({ err: error }, 'A request failed');
  return send(reply, 500, { code: 'INTERNAL', message: 'A fault on our side.', requestId: request.id });
}

/** The framework's words, but where they do not say what to do. */
function messageOf({ code, message }: FastifyError, { headers }: FastifyRequest): string {
  if (code !== 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return message;
  const given = headers['content-type'];
  const is =
    given === undefined
      ? 'The request does not say of what type its body is'
      : `A body of type ${given.slice(0, 80)} is not read here`;
  return `${is}: send JSON, and content-type: application/json.`;
}

/** Codes of 503 that pass by themselves. */
const waitCodes: ReadonlySet<ErrorCode> = new Set([
  ...(['UNAVAILABLE', 'OVERLOADED', 'PLUGIN_NOT_RUNNING'] as const),
  ...(['PLUGIN_UNAVAILABLE', 'PLUGIN_TIMEOUT', 'PLUGIN_FAILED'] as const),
]);

interface Fault {
  readonly code: string;
  readonly message: string;
  readonly requestId?: string;
  readonly plugin?: string;
  readonly retryable?: boolean;
}

function send(reply: FastifyReply, status: number, { message, ...extensions }: Fault): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions }] });
}

/** Without the query, which may hold a secret. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/';
}
