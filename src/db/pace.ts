/** Milliseconds up to which a statement is quick. */
const quick = 25;

/** Milliseconds that whatever is quick may take before it is late. */
export const leastLate = 10;

/** Of what a statement once took, so much counts when it has run again: a slow moment is forgotten after some dozens of quick ones. */
const fading = 0.9;

/** Statements remembered; there are about as many as plans that are prepared under a name. */
const mostRemembered = 5_000;

interface Taken {
  /** Milliseconds; the longest of late, and what it mostly takes. */
  longest: number;
  usual: number;
}

/** How long prepared statements take lately, by name. What has no name is planned anew each time, and nothing is known of it. */
export class Pace {
  readonly #taken = new Map<string, Taken>();

  note(name: string | undefined, milliseconds: number): void {
    if (name === undefined) return;
    const taken = this.#taken.get(name);
    if (taken !== undefined) {
      taken.longest = Math.max(milliseconds, taken.longest * fading);
      taken.usual = milliseconds + (taken.usual - milliseconds) * fading;
      return;
    }
    if (this.#taken.size >= mostRemembered) this.#taken.clear();
    this.#taken.set(name, { longest: milliseconds, usual: milliseconds });
  }

  isQuick(name: string | undefined): boolean {
    const known = this.#of(name);
    return known !== undefined && known.longest <= quick;
  }

  /** Whether a quick statement that runs for so long takes longer than is to be expected: something is in its way. */
  isLate(name: string | undefined, milliseconds: number): boolean {
    if (milliseconds <= leastLate) return false;
    return milliseconds > 2 * (this.#of(name)?.longest ?? 0);
  }

  /** Milliseconds that a statement mostly takes; of one that is not known nobody can tell. */
  usual(name: string | undefined): number {
    return this.#of(name)?.usual ?? Number.POSITIVE_INFINITY;
  }

  #of(name: string | undefined): Taken | undefined {
    return name === undefined ? undefined : this.#taken.get(name);
  }
}
