import type { Principal } from '../sdk';

/**
 * Told of every person whose data an operation reads, by whichever tier reads them: the loader tier tells the customers of
 * each row it loads; a compiled statement must tell those of every row in its answer, before the answer is sent.
 */
export interface OperationReads {
  /** @throws RapportError AUDIT_UNAVAILABLE when it cannot be written down; then the persons must not be shown */
  customers(ids: Iterable<number>): void;
  /** The answer, or one event of a subscription, is complete: what was read since the last end is one entry. */
  end(operation: string): void;
}

/** Writes down who reads whose data. */
export interface ReadAudit {
  begin(reader: { readonly principal: Principal; readonly requestId: string }): OperationReads;
}
