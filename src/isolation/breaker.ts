import type { BreakerPolicy } from './slot-policy';

/** `closed`: calls go through. `open`: none does. `half-open`: one attempt shows whether it works again. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * Keeps calls away from what keeps failing. A state machine without timers and promises, since scoring hooks are called
 * synchronously, event by event, where libraries for this would make a promise per call. Instants are milliseconds of
 * any clock that never goes back.
 */
export class Breaker {
  readonly #policy: BreakerPolicy;
  readonly #failures: Uint8Array;
  #next = 0;
  #known = 0;
  #failed = 0;
  #isOpen = false;
  #isTrying = false;
  #openings = 0;
  #until = 0;

  constructor(policy: BreakerPolicy) {
    this.#policy = policy;
    this.#failures = new Uint8Array(policy.window);
  }

  state(now: number): BreakerState {
    if (!this.#isOpen) return 'closed';
    return this.#isTrying || now >= this.#until ? 'half-open' : 'open';
  }

  /** Milliseconds until the next attempt may be made; 0 when one may be made now. */
  pause(now: number): number {
    return this.#isOpen ? Math.max(0, this.#until - now) : 0;
  }

  /** Whether a call would be refused now. Takes nothing. */
  refuses(now: number): boolean {
    return this.#isOpen && (this.#isTrying || now < this.#until);
  }

  /** Whether a call may be made. Of one that may, `succeeded`, `failed` or `withdrawn` must be told. */
  admits(now: number): boolean {
    if (!this.#isOpen) return true;
    if (this.refuses(now)) return false;
    this.#isTrying = true;
    return true;
  }

  /** Answers whether this closed the breaker. */
  succeeded(): boolean {
    if (this.#isOpen) {
      // A late success of a call from before the opening says nothing new either.
      if (!this.#isTrying) return false;
      this.#close();
      return true;
    }
    // Without failures in memory there is nothing that a success would push out.
    if (this.#failed > 0) this.#remember(0);
    return false;
  }

  /** Answers whether this opened the breaker, which was closed. */
  failed(now: number): boolean {
    if (this.#isOpen) {
      // A late failure of a call from before the opening says nothing new.
      if (this.#isTrying) this.#open(now);
      return false;
    }
    this.#remember(1);
    const { failures } = this.#policy;
    if (this.#failed < failures || this.#failed * 2 < this.#known) return false;
    this.#open(now);
    return true;
  }

  /** An admitted call that was not made after all. */
  withdrawn(): void {
    this.#isTrying = false;
  }

  #open(now: number): void {
    const { firstPause, longestPause } = this.#policy;
    this.#until = now + Math.min(longestPause, firstPause * 2 ** Math.min(this.#openings, 30));
    this.#openings += 1;
    this.#isOpen = true;
    this.#isTrying = false;
  }

  #close(): void {
    this.#isOpen = false;
    this.#isTrying = false;
    this.#openings = 0;
    this.#failures.fill(0);
    this.#known = 0;
    this.#failed = 0;
  }

  #remember(failure: 0 | 1): void {
    const { window } = this.#policy;
    this.#failed += failure - (this.#failures[this.#next] ?? 0);
    this.#failures[this.#next] = failure;
    this.#next = (this.#next + 1) % window;
    this.#known = Math.min(window, this.#known + 1);
  }
}
