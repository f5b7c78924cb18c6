import { type Principal, RapportError } from '../sdk';
import { documentLimits } from './documents/document-faults';
import { type DocumentRequest, type TrustedDocuments, trustedDocuments } from './documents/trusted-documents';
import { Gate } from './load/gate';
import { RateLimit } from './load/rate-limit';
import type { HttpServices } from './services';

/** A longer body of an operation is not read: taking JSON apart holds everybody else up. */
export const maximumOperationBytes = 2_000_000;

/** What every operation passes, whatever transport it comes by. One per server: limits are counted together. */
export interface Doorkeeper {
  readonly gate: Gate;
  /**
   * Counts the operation, refuses what is too long to be parsed, and looks its document up.
   *
   * @returns the text to run where only registered documents may; null where any may
   * @throws RapportError SHUTTING_DOWN, RATE_LIMITED, BAD_INPUT, DOCUMENT_NOT_TRUSTED
   */
  admit(principal: Principal, request: DocumentRequest): string | null;
}

/** @throws RapportError CONFIG_INVALID when the registered documents cannot be read */
export function createDoorkeeper({ config, schema, clock, log }: HttpServices): Doorkeeper {
  const { limits, trustedDocuments: path } = config;
  const rate = new RateLimit(limits.ratePerMinute, clock);
  const trusted: TrustedDocuments | null = path === null ? null : trustedDocuments(path, schema, log);
  const gate = new Gate(limits);
  return {
    gate,
    admit: (principal, request) => {
      gate.refuseWhenClosed();
      rate.take(principal);
      refuseLongText(request);
      return trusted === null ? null : trusted.textFor(request);
    },
  };
}

/** Comments and blanks are no tokens: the parser would read them all, however many there are. */
function refuseLongText({ query }: DocumentRequest): void {
  const { characters } = documentLimits;
  if (typeof query !== 'string' || query.length <= characters) return;
  throw new RapportError(
    'BAD_INPUT',
    `The document has ${query.length} characters; ${characters} are allowed. Send long values as variables.`,
  );
}
