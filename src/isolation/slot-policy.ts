/**
 * What plugins are asked for while the platform runs: `score` (one hook per plugin), `check` (the schema of an interaction
 * type's details), `load` (a batch function of a field), `verify` and `read` (the halves of a web hook), `import` (the next
 * items of a file), `export` and `erase` (what it holds on a person), `job`.
 */
export const slotKinds = ['score', 'check', 'load', 'verify', 'read', 'import', 'export', 'erase', 'job'] as const;
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

/**
 * A scoring hook takes microseconds; a batch function waits for the database; an adapter reads up to ten megabytes; an
 * importer may have to pass over a good part of a file before its next item.
 */
export const defaultPolicies: Readonly<Record<SlotKind, SlotPolicy>> = {
  score: { timeLimit: 50, concurrency: 1, queue: 0 },
  check: { timeLimit: 50, concurrency: 1, queue: 0 },
  load: { timeLimit: 3_000, concurrency: 16, queue: 32 },
  verify: { timeLimit: 3_000, concurrency: 16, queue: 32 },
  read: { timeLimit: 10_000, concurrency: 8, queue: 32 },
  import: { timeLimit: 300_000, concurrency: 4, queue: 16 },
  export: { timeLimit: 60_000, concurrency: 2, queue: 8 },
  erase: { timeLimit: 60_000, concurrency: 2, queue: 8 },
  job: { timeLimit: 600_000, concurrency: 1, queue: 1 },
};

export const defaultBreaker: BreakerPolicy = { window: 20, failures: 5, firstPause: 1_000, longestPause: 60_000 };

/** What one call of a batch function may answer, counted as by `sizeOf`. */
export const largestAnswer = 4_000_000;

/** What a plugin may tell of one person. */
export const largestExport = 50_000_000;

/** Items that one delivery may be read into. */
export const mostItems = 100_000;
