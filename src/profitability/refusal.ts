/** Why a figure is not stated. */
export type RefusalCode = 'NOT_LAWFUL' | 'NO_TRANSACTIONS' | 'NO_FIT' | 'NOT_SUPPORTED' | 'TOO_FEW_MONTHS';

export interface Refusal {
  readonly code: RefusalCode;
  /** A sentence that may be shown as it is. */
  readonly reason: string;
}
