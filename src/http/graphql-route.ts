import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { clientError } from './client-error';
import { writeDownReads } from './end-reads';
import { explainStatements } from './explain-statements';
import { guardOperations } from './guard-operations';
import { parseOptions, validationRules } from './limits';
import { refuseSubscriptions } from './refuse-subscriptions';
import { reportFaults } from './report-faults';
import { type OperationContext, operationContext, principalOf } from './request-context';
import { type HttpServices, isDevelopment } from './services';
import { limitSize } from './size-limit';

/** `/graphql` for queries and mutations. The answered function ends Apollo Server. */
export async function graphqlRoute(app: FastifyInstance, services: HttpServices): Promise<() => Promise<void>> {
  const development = isDevelopment(services);
  const apollo = new ApolloServer<OperationContext>({
    schema: services.schema,
    introspection: development,
    hideSchemaDetailsFromClientErrors: !development,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    nodeEnv: services.config.environment,
    stopOnTerminationSignals: false,
    parseOptions,
    validationRules,
    formatError: clientError,
    logger: services.log,
    plugins: [
      // Each wraps every field or calls out when a key of theirs lies in the environment.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      refuseSubscriptions,
      guardOperations,
      limitSize,
      reportFaults(services.log),
      writeDownReads,
      ...(development ? [explainStatements] : []),
    ],
  });
  await apollo.start();
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    preHandler: async (request) => void (await principalOf(services, request)),
    handler: fastifyApolloHandler(apollo, {
      context: async (request) =>
        operationContext(services, { principal: await principalOf(services, request), requestId: request.id }),
    }),
  });
  return () => apollo.stop();
}
