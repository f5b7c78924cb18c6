import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inSpan } from '../isolation';
import { clientError } from './client-error';
import { compiledTier } from './compiled-tier';
import { answerConditionally, cacheHeaders } from './conditional-get';
import { mostFaults, parseOptions } from './documents/document-faults';
import { documentRequestOf } from './documents/named-document';
import { foundFaults, refuseLargeDocuments } from './documents/refuse-large-documents';
import { registeredDocument } from './documents/registered-document';
import { type Doorkeeper, maximumOperationBytes } from './doorkeeper';
import { writeDownReads } from './end-reads';
import { explainPlan } from './explain-plan';
import { guardOperations } from './guard-operations';
import { keyedMutations } from './idempotency/keyed-mutations';
import type { Once } from './idempotency/once';
import { idempotencyKeyOf } from './idempotency/read-key';
import { letIn } from './let-in';
import { limitCost } from './limit-cost';
import { answerText } from './raw-answer';
import { readOnce, withReadType } from './read-once';
import { refuseSubscriptions } from './refuse-subscriptions';
import type { KnownBodies } from './repeated/known-bodies';
import { begunBody, begunOf } from './repeated/long-way';
import type { Head, RepeatedQueries } from './repeated/repeated-queries';
import { reportFaults } from './report-faults';
import { type OperationContext, principalOf } from './request-context';
import { requestFaultStatus } from './request-fault-status';
import { type HttpServices, isDevelopment } from './services';

export interface GraphqlParts {
  readonly doorkeeper: Doorkeeper;
  readonly once: Once;
  readonly repeated: RepeatedQueries;
  readonly bodies: KnownBodies;
}

/** `/graphql` for queries and mutations. The answered function ends Apollo Server. */
export async function graphqlRoute(
  app: FastifyInstance,
  services: HttpServices,
  parts: GraphqlParts,
): Promise<() => Promise<void>> {
  const { doorkeeper, repeated } = parts;
  const apollo = createApollo(services, parts.once);
  await apollo.start();
  const answer = fastifyApolloHandler(apollo, {
    context: async (request) => contextOf(request),
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: maximumOperationBytes,
    onRequest: ({ raw }, _reply, done) => {
      // Who is inside has a place.
      if (begunOf(raw)?.context === undefined) doorkeeper.gate.refuseWhenFull();
      done();
    },
    preParsing: begunBody,
    preHandler: async (request) => {
      const begun = begunOf(request.raw);
      if (begun?.fault !== undefined) throw begun.fault;
      request.operation = begun?.context ?? (await arrived(services, doorkeeper, request));
    },
    onSend: answerConditionally,
    handler: function handle(request, reply) {
      const context = contextOf(request);
      const ask = async () => {
        const given = await answer.call(this, request, reply);
        if (reply.statusCode === 200) learn(parts, request, reply);
        return given;
      };
      if (begunOf(request.raw)?.context !== undefined) return ask();
      return doorkeeper.gate.pass(() =>
        inSpan('operation', {}, async () => {
          const known = repeated.find(request, context.registeredText);
          const found = known === null ? null : await repeated.answer(known, context);
          if (found === null) return ask();
          setHead(reply, found.head);
          return found.text;
        }),
      );
    },
  });
  return () => apollo.stop();
}

function contextOf({ operation }: FastifyRequest): OperationContext {
  if (operation === undefined) throw new Error('The request has not been let in.');
  return operation;
}

async function arrived(
  services: HttpServices,
  doorkeeper: Doorkeeper,
  request: FastifyRequest,
): Promise<OperationContext> {
  const principal = await principalOf(services, request);
  return letIn(services, doorkeeper, {
    ...{ principal, requestId: request.id, document: documentRequestOf(request) },
    idempotencyKey: request.method === 'POST' ? idempotencyKeyOf(request) : null,
  });
}

function learn({ repeated, bodies }: GraphqlParts, request: FastifyRequest, reply: FastifyReply): void {
  const context = contextOf(request);
  repeated.learn(request, reply.getHeaders(), context);
  const body = begunOf(request.raw)?.body;
  if (body === undefined || repeated.find(request, context.registeredText) === null) return;
  bodies.learn(body, (request.body as { readonly query: string }).query);
}

function setHead(reply: FastifyReply, head: Head): void {
  for (let place = 0; place < head.length; place += 2) reply.header(head[place] ?? '', head[place + 1]);
}

function createApollo(services: HttpServices, once: Once): ApolloServer<OperationContext> {
  const development = isDevelopment(services);
  const { limits } = services.config;
  return new ApolloServer<OperationContext>({
    schema: withReadType(services.schema),
    introspection: development,
    hideSchemaDetailsFromClientErrors: !development,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    nodeEnv: services.config.environment,
    stopOnTerminationSignals: false,
    parseOptions,
    validationRules: [foundFaults],
    validationOptions: { maxErrors: mostFaults },
    formatError: clientError,
    stringifyResult: answerText,
    logger: services.log,
    plugins: [
      // Each wraps every field or calls out when a key of theirs lies in the environment.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      registeredDocument,
      refuseLargeDocuments(limits),
      refuseSubscriptions,
      guardOperations,
      limitCost(limits),
      compiledTier(services),
      keyedMutations(services, once),
      readOnce(services.schema),
      reportFaults(services.log),
      writeDownReads,
      cacheHeaders,
      requestFaultStatus,
      ...(development ? [explainPlan] : []),
    ],
  });
}
