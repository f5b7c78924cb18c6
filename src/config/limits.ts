/** What callers may ask, one operation at a time and all together. */
export interface LimitsConfig {
  /** Levels that the fields of an operation may nest. */
  readonly depth: number;
  /** See `operationCost`: about the number of values in the answer. */
  readonly cost: number;
  /** Items that all pages of one operation may hold together. */
  readonly items: number;
  /** Milliseconds after which an operation may send no further statement. */
  readonly operationTimeout: number;
  /** Milliseconds within which a request must have arrived. */
  readonly requestTimeout: number;
  /** Operations that run at the same time, whatever transport they came by. */
  readonly concurrent: number;
  /** Operations that wait for their turn; further ones are sent away. */
  readonly waiting: number;
  /** Sockets, and besides streams, that one principal may have open at a time. */
  readonly connections: number;
  /** Operations per minute and principal; null: as many as it likes. */
  readonly ratePerMinute: number | null;
}
