/** How often a thread may end one after another and be started anew at once. */
const atOnce = 3;
const [firstPause, longestPause] = [1_000, 60_000];

/**
 * How long a thread that ended waits for its next start: not at all at first, then a second, doubled with each end up to a
 * minute, until one answers a call. Instants are milliseconds of any clock that never goes back.
 */
export class RestartPause {
  #ends = 0;
  #until = 0;

  ended(now: number): void {
    this.#ends += 1;
    const further = this.#ends - atOnce;
    if (further > 0) this.#until = now + Math.min(longestPause, firstPause * 2 ** Math.min(further - 1, 30));
  }

  /** A thread that answers is sound. */
  answered(): void {
    this.#ends = 0;
    this.#until = 0;
  }

  left(now: number): number {
    return Math.max(0, this.#until - now);
  }
}
