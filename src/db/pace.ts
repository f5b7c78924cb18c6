/** Milliseconds up to which a statement is quick. */
const quick = 25;

/** Milliseconds that whatever is quick may take before it is late. */
export const leastLate = 10;

/** Of what a statement once took, so much counts when it has run again: a slow moment is forgotten after some dozens of quick ones. */
const fading = 0.9;

/** Statements remembered; there are about as many as plans that are prepared under a name. */
const mostRemembered = 5_000;

/** How long prepared statements take lately, by name. What has no name is planned anew each time, and nothing is known of it. */
export class Pace {
  /** In milliseconds, the longest of late. */
  readonly #longest = new Map<string, number>();

  note(name: string | undefined, milliseconds: number): void {
    if (name === undefined) return;
    const longest = this.#longest.get(name);
    if (longest === undefined && this.#longest.size >= mostRemembered) this.#longest.clear();
    this.#longest.set(name, Math.max(milliseconds, (longest ?? 0) * fading));
  }

  isQuick(name: string | undefined): boolean {
    const longest = this.#of(name);
    return longest !== undefined && longest <= quick;
  }

  /** Whether a quick statement that runs for so long takes longer than is to be expected: something is in its way. */
  isLate(name: string | undefined, milliseconds: number): boolean {
    return milliseconds > Math.max(leastLate, 2 * (this.#of(name) ?? 0));
  }

  #of(name: string | undefined): number | undefined {
    return name === undefined ? undefined : this.#longest.get(name);
  }
}
