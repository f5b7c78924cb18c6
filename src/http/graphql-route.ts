import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
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
import { limitCost } from './limit-cost';
import { answerText } from './raw-answer';
import { refuseSubscriptions } from './refuse-subscriptions';
import { repeatedQueries } from './repeated-queries';
import { reportFaults } from './report-faults';
import { type OperationContext, operationContext, principalOf } from './request-context';
import { requestFaultStatus } from './request-fault-status';
import { type HttpServices, isDevelopment } from './services';
import { readOnce, withReadType } from './variables/read-once';

/** `/graphql` for queries and mutations. The answered function ends Apollo Server. */
export async function graphqlRoute(
  app: FastifyInstance,
  services: HttpServices,
  { doorkeeper, once }: { readonly doorkeeper: Doorkeeper; readonly once: Once },
): Promise<() => Promise<void>> {
  const apollo = createApollo(services, once);
  await apollo.start();
  const repeated = repeatedQueries(services);
  const answer = fastifyApolloHandler(apollo, {
    context: async (request) => contextOf(request),
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: maximumOperationBytes,
    onRequest: (_request, _reply, done) => {
      doorkeeper.gate.refuseWhenFull();
      done();
    },
    preHandler: async (request) => {
      const principal = await principalOf(services, request);
      const registeredText = doorkeeper.admit(principal, documentRequestOf(request));
      const idempotencyKey = request.method === 'POST' ? idempotencyKeyOf(request) : null;
      const caller = { principal, requestId: request.id, registeredText, idempotencyKey };
      request.operation = operationContext(services, caller);
    },
    onSend: answerConditionally,
    handler: function handle(request, reply) {
      return doorkeeper.gate.pass(() =>
        inSpan('operation', {}, async () => {
          const context = contextOf(request);
          const text = await repeated.answer(request, reply, context);
          if (text !== null) return text;
          const given = await answer.call(this, request, reply);
          repeated.learn(request, reply, context);
          return given;
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
