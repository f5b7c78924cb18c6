import type { CustomerKey, Writer } from '../sdk';

/** Which of the persons that a batch names were erased. */
export interface MarkedPersons {
  isErased(key: CustomerKey): boolean;
  /** Whether a text, such as a line that could not be read, holds an identifier of an erased person. */
  names(text: string): boolean;
}

/** What the intake asks before it keeps anything. */
export interface ErasureMarks {
  /**
   * Reads the marks of what a batch names. Makes an erasure wait until the transaction has ended, and the transaction wait
   * for an erasure under way, so that none keeps what the other has just removed.
   */
  find(writer: Writer, keys: readonly CustomerKey[], texts: readonly string[]): Promise<MarkedPersons>;
}

/** For an intake without erasures. */
export const noMarks: ErasureMarks = {
  find: async () => ({ isErased: () => false, names: () => false }),
};
