/**
 * What plugins are asked for while the platform runs: `score` (one hook per plugin), `load` (a batch function of a field),
 * `verify` and `read` (the halves of a web hook), `job`.
 */
export const slotKinds = ['score', 'load', 'verify', 'read', 'job'] as const;
export type SlotKind = (typeof slotKinds)[number];

/** How much of the process one slot of a plugin may take; places are those of all its slots of a kind together. */
export interface SlotPolicy {
  /** Milliseconds a call may take. */
  readonly timeLimit: number;
  /** Calls under way at once; further ones wait. */
  readonly concurrency: number;
  /** Calls that may wait for their turn; further ones are refused. */
  readonly queue: number;
}

/** When a slot is left alone, and for how long. */
export interface BreakerPolicy {
  /** Of the latest calls so many are remembered. */
  readonly window: number;
  /** So many failures among them open the breaker, if they are at least half of what is remembered. */
  readonly failures: number;
  /** Milliseconds until the first new attempt; doubled after each that fails. */
  readonly firstPause: number;
  readonly longestPause: number;
}

/** A scoring hook takes microseconds; a batch function waits for the database; an adapter reads up to ten megabytes. */
export const defaultPolicies: Readonly<Record<SlotKind, SlotPolicy>> = {
  score: { timeLimit: 50, concurrency: 1, queue: 0 },
  load: { timeLimit: 3_000, concurrency: 16, queue: 32 },
  verify: { timeLimit: 3_000, concurrency: 16, queue: 32 },
  read: { timeLimit: 10_000, concurrency: 8, queue: 32 },
  job: { timeLimit: 600_000, concurrency: 1, queue: 1 },
};

export const defaultBreaker: BreakerPolicy = { window: 20, failures: 5, firstPause: 1_000, longestPause: 60_000 };

/** What one call of a batch function may answer, counted as by `sizeOf`. */
export const largestAnswer = 4_000_000;

/** Items that one delivery may be read into. */
export const mostItems = 100_000;
