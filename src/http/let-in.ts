import type { Principal } from '../sdk';
import type { DocumentRequest } from './documents/trusted-documents';
import type { Doorkeeper } from './doorkeeper';
import { type OperationContext, operationContext } from './request-context';
import type { HttpServices } from './services';

/** An operation that has come by HTTP, and who sends it. */
export interface Arrival {
  readonly principal: Principal;
  readonly requestId: string;
  readonly document: DocumentRequest;
  /** Under which a mutation is to be carried out once; null: the request has none. */
  readonly idempotencyKey: string | null;
}

/**
 * Counts an operation, and makes its context. By whichever way one comes, it comes by here, once.
 *
 * @throws RapportError as {@link Doorkeeper.admit}
 */
export function letIn(
  services: HttpServices,
  doorkeeper: Pick<Doorkeeper, 'admit'>,
  { principal, requestId, document, idempotencyKey }: Arrival,
): OperationContext {
  const registeredText = doorkeeper.admit(principal, document);
  return operationContext(services, { principal, requestId, registeredText, idempotencyKey });
}
