import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLoopback } from '../config';
import { RapportError } from '../sdk';
import { principalOf } from './request-context';
import type { HttpServices } from './services';

/** `/metrics`: figures of this process for Prometheus, for programs on this machine and for administrators' keys. */
export function metricsRoute(app: FastifyInstance, services: HttpServices): void {
  const { metrics } = services;
  if (metrics === undefined) return;
  app.get('/metrics', async (request, reply) => {
    await admit(services, request);
    return reply.header('content-type', metrics.contentType).send(await metrics.text());
  });
}

/** A proxy on this machine calls from this machine, too, for whoever asks it; it says so in a header. */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;

async function admit(services: HttpServices, request: FastifyRequest): Promise<void> {
  const isForwarded = forwarding.some((name) => request.headers[name] !== undefined);
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const isOwnMachine = isLoopback(address) && !isForwarded;
  if (isOwnMachine && request.headers.authorization === undefined) return;
  const { roles } = await principalOf(services, request);
  if (!roles.includes('admin')) throw new RapportError('FORBIDDEN', 'Figures of the platform are for administrators.');
}
