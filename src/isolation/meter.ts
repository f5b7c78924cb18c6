/** Upper ends of the classes of durations, in milliseconds. */
export const durationClasses = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000] as const;

/** Why a call failed. `slow`: a synchronous one that could not be cut and took too long; its answer counts. */
export type FailureKind = 'error' | 'timeout' | 'flood' | 'slow';

const failureKinds: readonly FailureKind[] = ['error', 'timeout', 'flood', 'slow'];

/** So many latest durations make the 95th percentile. */
const remembered = 256;

/** Counts what happens in one slot. Notes only numbers, as it is told of every event that is scored. */
export class Meter {
  /** Calls by class of duration; the last is beyond all classes. */
  readonly classes = new Float64Array(durationClasses.length + 1);
  readonly failures: Record<FailureKind, number> = { error: 0, timeout: 0, flood: 0, slow: 0 };
  calls = 0;
  /** Milliseconds of all calls. */
  total = 0;
  /** Calls that were not made: the breaker was open, or no place free. */
  refused = 0;
  statements = 0;
  /** Calls given up that have not ended yet. */
  abandoned = 0;
  readonly #latest = new Float64Array(remembered);

  /** A call ended after so many milliseconds, however. */
  ended(milliseconds: number): void {
    this.#latest[this.calls % remembered] = milliseconds;
    this.calls += 1;
    this.total += milliseconds;
    let place = 0;
    while (place < durationClasses.length && milliseconds > (durationClasses[place] ?? 0)) place += 1;
    this.classes[place] = (this.classes[place] ?? 0) + 1;
  }

  get errors(): number {
    return failureKinds.reduce((sum, kind) => sum + this.failures[kind], 0);
  }

  /** Milliseconds below which 95 of 100 of the latest calls ended; null before the first. */
  p95(): number | null {
    const known = Math.min(this.calls, remembered);
    if (known === 0) return null;
    const sorted = this.#latest.slice(0, known).sort();
    return sorted[Math.ceil(known * 0.95) - 1] ?? null;
  }
}
