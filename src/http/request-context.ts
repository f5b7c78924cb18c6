import type { FastifyRequest } from 'fastify';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { readContext } from '../auth';
import type { OperationAnswer, OperationCost, RequestContext } from '../execution';
import type { Principal, Statement } from '../sdk';
import { type BoundedReader, boundedReader } from './bounded-reader';
import { type HttpServices, isDevelopment } from './services';

/** The context of one operation, over HTTP or a socket. */
export interface OperationContext extends RequestContext {
  readonly reader: BoundedReader;
  /** Text of a registered document that the request names; null: any document may run. */
  readonly registeredText: string | null;
  /** What is learnt on the way, for those who ask how an answer was made. */
  readonly notes: OperationNotes;
}

export interface OperationNotes {
  cost?: OperationCost;
  answer?: OperationAnswer;
  /** Valid for the schema. Set when Apollo Server has read it. */
  document?: DocumentNode;
  /** Set where it does not go through Apollo Server. */
  operation?: OperationDefinitionNode;
  /** In the order sent; kept in development only. */
  readonly statements: Pick<Statement, 'name' | 'text'>[] | null;
}

export interface Caller {
  readonly principal: Principal;
  readonly requestId: string;
  readonly registeredText?: string | null;
}

type ContextServices = Pick<HttpServices, 'database' | 'clock' | 'config' | 'readAudit'>;

/** For a query or mutation, which has one moment and an end. */
export function operationContext(
  services: ContextServices,
  { principal, requestId, registeredText = null }: Caller,
): OperationContext {
  const statements: OperationNotes['statements'] = isDevelopment(services) ? [] : null;
  const reader = boundedReader(services.database.reader(), {
    milliseconds: services.config.limits.operationTimeout,
    onStatement: ({ name, text }) => statements?.push({ text, ...(name === undefined ? {} : { name }) }),
  });
  return readContext({
    ...{ principal, requestId, registeredText, reader, now: services.clock.now(), notes: { statements } },
    ...readsOf(services, { principal, requestId }),
  });
}

/** A subscription outlives the moment it began in: each of its events is answered as of its own. */
export function subscriptionContext(services: ContextServices, caller: Caller): OperationContext {
  const { database, clock } = services;
  const { principal, requestId, registeredText = null } = caller;
  const reader = boundedReader(database.reader(), {
    milliseconds: Number.POSITIVE_INFINITY,
    onStatement: () => undefined,
  });
  return readContext({
    ...{ principal, requestId, registeredText, reader, notes: { statements: null } },
    ...readsOf(services, caller),
    get now() {
      return clock.now();
    },
  });
}

function readsOf({ readAudit }: ContextServices, caller: Caller): Pick<OperationContext, 'reads'> {
  const reads = readAudit?.begin(caller);
  return reads === undefined ? {} : { reads };
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
