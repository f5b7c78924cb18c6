import type { FastifyRequest } from 'fastify';
import { readContext } from '../auth';
import type { CountingReader } from '../db/database';
import type { RequestContext } from '../execution';
import type { Principal } from '../sdk';
import type { HttpServices } from './services';

/** The context of one operation, over HTTP or a socket. */
export interface OperationContext extends RequestContext {
  readonly reader: CountingReader;
}

export function operationContext(
  { database, clock, readAudit }: Pick<HttpServices, 'database' | 'clock' | 'readAudit'>,
  caller: { readonly principal: Principal; readonly requestId: string },
): OperationContext {
  const reads = readAudit?.begin(caller);
  return readContext({ ...caller, reader: database.reader(), now: clock.now(), ...(reads !== undefined && { reads }) });
}

const principals = new WeakMap<FastifyRequest, Promise<Principal>>();

/** Who sends a request: found out once for it. @throws RapportError as {@link HttpServices.authenticate} */
export function principalOf({ authenticate }: Pick<HttpServices, 'authenticate'>, request: FastifyRequest) {
  const known = principals.get(request);
  if (known !== undefined) return known;
  const purpose = request.headers['rapport-purpose'];
  const principal = authenticate(request.headers.authorization, Array.isArray(purpose) ? purpose[0] : purpose);
  principals.set(request, principal);
  return principal;
}
