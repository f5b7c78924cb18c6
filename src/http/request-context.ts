import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { readContext } from '../auth';
import type { OperationAnswer, OperationCost, OperationReads, RequestContext } from '../execution';
import type { Principal, Statement } from '../sdk';
import { authorizationOf } from './authorization-of';
import { type BoundedReader, boundedReader } from './bounded-reader';
import { type HttpServices, isDevelopment } from './services';

/** The context of one operation, over HTTP or a socket. */
export interface OperationContext extends RequestContext {
  readonly reader: BoundedReader;
  /** Text of a registered document that the request names; null: any document may run. */
  readonly registeredText: string | null;
  /** Under which a mutation is to be carried out once; null: the request has none. */
  readonly idempotencyKey: string | null;
  /** Customers that the answer shows; noted for requests with a key only. */
  readonly shown: ReadonlySet<number>;
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
  readonly idempotencyKey?: string | null;
}

type ContextServices = Pick<HttpServices, 'database' | 'clock' | 'config' | 'readAudit'>;

/** For a query or mutation, which has one moment and an end. */
export function operationContext(
  services: ContextServices,
  { principal, requestId, registeredText = null, idempotencyKey = null }: Caller,
): OperationContext {
  const statements: OperationNotes['statements'] = isDevelopment(services) ? [] : null;
  const reader = boundedReader(services.database.reader(), {
    milliseconds: services.config.limits.operationTimeout,
    onStatement:
      statements === null
        ? forget
        : ({ name, text }) => statements.push(name === undefined ? { text } : { name, text }),
  });
  const begun = services.readAudit?.begin({ principal, requestId });
  const shown = idempotencyKey === null ? null : new Set<number>();
  const reads = shown === null ? begun : noting(begun, shown);
  const [now, notes]: [Date, OperationNotes] = [services.clock.now(), { statements }];
  const parts = { principal, requestId, registeredText, idempotencyKey, reader, now, notes, shown: shown ?? nobody };
  return readContext(reads === undefined ? parts : Object.assign(parts, { reads }));
}

const nobody: ReadonlySet<number> = new Set();
const forget = (): void => undefined;

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
    ...{ idempotencyKey: null, shown: nobody },
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

/** Notes besides whom the answer shows. */
function noting(reads: OperationReads | undefined, shown: Set<number>): OperationReads {
  const customers = (given: Iterable<number>): void => {
    const ids = [...given];
    reads?.customers(ids);
    for (const id of ids) shown.add(id);
  };
  return { customers, end: (operation) => reads?.end(operation) };
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once it is asked for. */
    principal?: Promise<Principal>;
    /** Set once an operation has been let in. */
    operation?: OperationContext;
  }
}

/** Who sends a request: found out once for it. @throws RapportError as {@link HttpServices.authenticate} */
export function principalOf(services: Pick<HttpServices, 'authenticate'>, request: FastifyRequest): Promise<Principal> {
  request.principal ??= callerOf(services, request.raw);
  return request.principal;
}

/** Who sends a request. @throws RapportError as {@link HttpServices.authenticate}, UNAUTHENTICATED for several headers */
export async function callerOf(
  { authenticate }: Pick<HttpServices, 'authenticate'>,
  request: IncomingMessage,
): Promise<Principal> {
  const purpose = request.headers['rapport-purpose'];
  return authenticate(authorizationOf(request), Array.isArray(purpose) ? purpose[0] : purpose, request.socket);
}
