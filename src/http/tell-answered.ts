import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { HttpServices } from './services';

/** A request that has its answer. */
export interface AnsweredRequest {
  readonly method: string;
  /** The pattern, not the address; null: there is none. */
  readonly route: string | null;
  readonly status: number;
  readonly milliseconds: number;
  readonly log: Pick<FastifyBaseLogger, 'info'>;
}

export type TellAnswered = (answered: AnsweredRequest) => void;

/** Counts each request, and writes one line of log for it, without its query, which may hold a secret. */
export function answeredTeller({ log: ofAll, metrics }: Pick<HttpServices, 'log' | 'metrics'>): TellAnswered {
  const isLogged = ofAll.isLevelEnabled('info');
  return ({ method, route, status, milliseconds, log }) => {
    metrics?.answered({ method, status, route: route ?? 'none', seconds: milliseconds / 1_000 });
    if (isLogged) log.info({ method, route, status, milliseconds: Math.round(milliseconds * 10) / 10 }, 'request');
  };
}

/** Has every request told of that the framework answers. */
export function tellOfAnswers(app: FastifyInstance, tell: TellAnswered): void {
  app.addHook(
    'onResponse',
    ({ method, routeOptions, log }, { statusCode: status, elapsedTime: milliseconds }, done) => {
      tell({ method, route: routeOptions.url ?? null, status, milliseconds, log });
      done();
    },
  );
}
