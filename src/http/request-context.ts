import type { CountingReader } from '../db/database';
import type { RequestContext } from '../execution';
import type { Principal } from '../sdk';
import type { HttpServices } from './services';

/** The context of one operation, over HTTP or a socket. */
export interface OperationContext extends RequestContext {
  readonly reader: CountingReader;
}

export function operationContext(
  { database, clock }: Pick<HttpServices, 'database' | 'clock'>,
  caller: { readonly principal: Principal; readonly requestId: string },
): OperationContext {
  return { ...caller, reader: database.reader(), now: clock.now() };
}
