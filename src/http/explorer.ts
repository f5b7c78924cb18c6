import type { FastifyInstance } from 'fastify';
import { exampleQueries } from './example-queries';

/** Everything the page needs is in the page; the browser is told to load nothing from anywhere else. */
const contentSecurityPolicy = [
  `default-src 'none'`,
  `script-src 'unsafe-inline' 'unsafe-eval' blob:`,
  `style-src 'unsafe-inline'`,
  `img-src 'self' data:`,
  'font-src data:',
  'worker-src blob:',
  `connect-src 'self' ws:`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

/** `/graphiql`: the explorer, opened with example queries in its tabs. Development only. */
export function explorer(app: FastifyInstance): void {
  let page: string | undefined;
  app.get('/graphiql', async (_request, reply) => {
    page ??= explorerPage();
    return reply.type('text/html; charset=utf-8').header('content-security-policy', contentSecurityPolicy).send(page);
  });
}

/** Loaded when somebody opens it: the page is more than a megabyte of text. */
function explorerPage(): string {
  const { renderGraphiQL }: typeof import('@graphql-yoga/render-graphiql') = require('@graphql-yoga/render-graphiql');
  return renderGraphiQL({
    title: 'Rapport',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultTabs: exampleQueries.map((query) => ({ query })),
  } as Parameters<typeof renderGraphiQL>[0]);
}
