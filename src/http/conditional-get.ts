import { hash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OperationContext } from './request-context';

/** Kept by the caller alone, and asked about before each use: whoever sees an answer depends on who asks. */
const revalidated = 'private, no-cache';

/** Headers of a request on which its answer depends: who asks, for which purpose, in which form, and whether explained. */
const variants = ['Authorization', 'Accept', 'Rapport-Purpose', 'Rapport-Explain'];

/** Leaves no trace in caches. */
export const notKept = 'no-store';

/** Marks which answers may be kept: those to queries by GET, without errors. */
export const cacheHeaders: ApolloServerPlugin<OperationContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response }) => {
      const { body, http } = response;
      const keeps = request.http?.method === 'GET' && body.kind === 'single' && body.singleResult.errors === undefined;
      http.headers.set('cache-control', keeps ? revalidated : notKept);
    },
  }),
};

/** Gives answers that may be kept their ETag, and answers 304 without a body to a caller that has the same already. */
export function answerConditionally(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: null, payload: unknown) => void,
): void {
  done(null, conditionally(request, reply, payload));
}

function conditionally(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (typeof payload !== 'string') return payload;
  const [cacheControl, vary] = [reply.getHeader('cache-control'), reply.getHeader('vary')?.toString()];
  const kept = keptAnswer(payload, { cacheControl, vary });
  if (kept === null) return payload;
  reply.header('etag', kept.tag).header('vary', kept.vary);
  if (!kept.isKnown(request.headers['if-none-match'])) return payload;
  reply.code(304).removeHeader('content-type').removeHeader('content-length');
  // An empty text would be given the length 0, which is not that of what the caller has.
  return null;
}

/** An answer that its caller may keep. */
export interface KeptAnswer {
  readonly tag: string;
  readonly vary: string;
  /** Whether a caller has it already. @param condition header If-None-Match of the request */
  isKnown(condition: string | undefined): boolean;
}

/** Null: it may not be kept. */
export function keptAnswer(
  text: string,
  { cacheControl, vary }: { readonly cacheControl: unknown; readonly vary: string | undefined },
): KeptAnswer | null {
  if (cacheControl !== revalidated) return null;
  const tag = `"${hash('sha256', text, 'base64url').slice(0, 27)}"`;
  return { tag, vary: withVariants(vary), isKnown: (condition) => matches(condition, tag) };
}

function withVariants(vary: string | undefined): string {
  const given = vary === undefined ? [] : vary.split(/, */);
  return [...new Set([...given, ...variants])].join(', ');
}

function matches(condition: string | undefined, tag: string): boolean {
  if (condition === undefined) return false;
  const tags = condition.split(',').map((each) => each.trim().replace(/^W\//, ''));
  return tags.includes(tag) || tags.includes('*');
}
