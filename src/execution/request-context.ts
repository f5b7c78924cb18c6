import type { ReadContext } from '../sdk';
import type { OperationReads } from './reads';

/**
 * What every resolver of one operation gets. Create one per operation: loaders and their caches live as long as it.
 * The same context serves all events of a subscription; loaders are then kept per event.
 */
export interface RequestContext extends ReadContext {
  /** Quoted in masked errors and in the log. */
  readonly requestId: string;
  /** Told whose data are read; absent where nobody writes it down, as in tests. */
  readonly reads?: OperationReads;
}
