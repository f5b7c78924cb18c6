import type { FastifyInstance } from 'fastify';

/** Whether requests can be served, part by part. `details` are figures for people; nothing in it may be a secret. */
export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, Check>>;
}

export interface Check {
  readonly state: 'ok' | 'failing' | 'faulty';
  readonly details?: unknown;
}

/** `/healthz`: the process answers. `/readyz`: database, migrations and plugins do their part. Neither needs a key. */
export function healthRoutes(app: FastifyInstance, readiness: () => Promise<Readiness>): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const { ready, checks } = await readiness();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', checks });
  });
}
