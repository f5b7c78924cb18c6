import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyRequest, RequestPayload } from 'fastify';
import type { OperationContext } from '../request-context';
import { requestIdOf } from '../request-id';

/** What has been done for a request already when it is handed on to the framework. */
export interface Begun {
  /** It has been read, and comes from here; undefined: it has none. */
  readonly body: Buffer | undefined;
  readonly requestId?: string;
  /** It has been let in, and is inside the gate; only Apollo Server is still to be asked. */
  readonly context?: OperationContext;
  /** Why it is not answered: only to be told. */
  readonly fault?: unknown;
}

const begun = new WeakMap<IncomingMessage, Begun>();

export const begunOf = (request: IncomingMessage): Begun | undefined => begun.get(request);

export const handOn = (request: IncomingMessage, so: Begun): void => void begun.set(request, so);

/** The id of a request, the same by whichever way it goes. */
export const idOf = (request: IncomingMessage): string => begun.get(request)?.requestId ?? requestIdOf(request);

/** For the route to which requests are handed on: has their bodies read from there. */
export function begunBody(
  { raw }: FastifyRequest,
  _reply: unknown,
  payload: RequestPayload,
  done: (error: null, payload: RequestPayload) => void,
): void {
  const body = begun.get(raw)?.body;
  if (body === undefined) {
    done(null, payload);
    return;
  }
  // Its end is still to be taken note of.
  raw.resume();
  done(null, Readable.from([body]));
}
