import { type Principal, RapportError } from '../../sdk';
import type { Clock } from '../../shared/clock';

/** What a principal may still do, and when that was true. */
interface Allowance {
  readonly left: number;
  readonly at: number;
}

/** Principals remembered at a time; whoever has not asked for a minute has its full allowance anyway. */
const mostRemembered = 10_000;

const minute = 60_000;

/**
 * Counts operations per principal over all transports of this process. An allowance refills evenly, so that a burst of a
 * minute's worth is fine and a flood is not.
 */
export class RateLimit {
  readonly #perMinute: number | null;
  readonly #clock: Clock;
  readonly #allowances = new Map<string, Allowance>();

  constructor(perMinute: number | null, clock: Clock) {
    this.#perMinute = perMinute;
    this.#clock = clock;
  }

  /** Takes one operation off the allowance. @throws RapportError RATE_LIMITED with `details.retryAfter` in seconds */
  take({ subject }: Principal): void {
    const perMinute = this.#perMinute;
    if (perMinute === null) return;
    const now = this.#clock.now().getTime();
    const { left, at } = this.#allowances.get(subject) ?? { left: perMinute, at: now };
    const available = Math.min(perMinute, left + ((now - at) * perMinute) / minute);
    if (available < 1) {
      const retryAfter = Math.ceil(((1 - available) * minute) / perMinute / 1_000);
      const message = `You may send ${perMinute} operations a minute. Try again in ${retryAfter} s.`;
      throw new RapportError('RATE_LIMITED', message, { retryAfter });
    }
    if (this.#allowances.size >= mostRemembered) this.#forget(now);
    this.#allowances.set(subject, { left: available - 1, at: now });
  }

  #forget(now: number): void {
    for (const [subject, { at }] of this.#allowances) {
      if (now - at >= minute) this.#allowances.delete(subject);
    }
    // All of them are recent: a flood of principals must not fill the memory.
    if (this.#allowances.size >= mostRemembered) this.#allowances.clear();
  }
}
