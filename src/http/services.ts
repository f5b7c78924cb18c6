import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Authenticate } from '../auth';
import type { Config } from '../config';
import type { Database } from '../db/database';
import type { OperationAnswer, OperationRequest, ReadAudit } from '../execution';
import type { Deliveries } from '../ingest';
import type { Metrics } from '../isolation';
import type { Registry } from '../kernel';
import type { Clock } from '../shared/clock';
import type { Readiness } from './health-routes';

/** What lies behind the door. */
export interface HttpServices {
  readonly config: Pick<Config, 'environment' | 'http' | 'limits' | 'trustedDocuments'>;
  readonly database: Pick<Database, 'reader' | 'unitOfWork'>;
  readonly registry: Pick<Registry, 'absent'>;
  readonly schema: GraphQLSchema;
  /** The executor before graphql-js. Never throws. */
  readonly execute: (request: OperationRequest) => Promise<OperationAnswer>;
  readonly deliveries: Pick<Deliveries, 'receive' | 'verify'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly authenticate: Authenticate;
  /** Writes down who reads whose data; absent: nobody does. */
  readonly readAudit?: ReadAudit;
  readonly readiness: () => Promise<Readiness>;
  /** Figures of this process; absent: nobody counts. */
  readonly metrics?: Pick<Metrics, 'answered' | 'text' | 'contentType'>;
}

/** Development conveniences: explorer, introspection, statement counts. Never in production. */
export function isDevelopment({ config }: Pick<HttpServices, 'config'>): boolean {
  return config.environment !== 'production';
}
