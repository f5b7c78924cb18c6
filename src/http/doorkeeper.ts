import type { Principal } from '../sdk';
import { type DocumentRequest, type TrustedDocuments, trustedDocuments } from './documents/trusted-documents';
import { Gate } from './load/gate';
import { RateLimit } from './load/rate-limit';
import type { HttpServices } from './services';

/** What every operation passes, whatever transport it comes by. One per server: limits are counted together. */
export interface Doorkeeper {
  readonly gate: Gate;
  /**
   * Counts the operation and looks its document up.
   *
   * @returns the text to run where only registered documents may; null where any may
   * @throws RapportError RATE_LIMITED, DOCUMENT_NOT_TRUSTED
   */
  admit(principal: Principal, request: DocumentRequest): string | null;
}

/** @throws RapportError CONFIG_INVALID when the registered documents cannot be read */
export function createDoorkeeper({ config, schema, clock, log }: HttpServices): Doorkeeper {
  const { limits, trustedDocuments: path } = config;
  const rate = new RateLimit(limits.ratePerMinute, clock);
  const trusted: TrustedDocuments | null = path === null ? null : trustedDocuments(path, schema, log);
  return {
    gate: new Gate(limits),
    admit: (principal, request) => {
      rate.take(principal);
      return trusted === null ? null : trusted.textFor(request);
    },
  };
}
