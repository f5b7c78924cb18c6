/** Milliseconds up to which a statement is quick. */
export const quick = 25;

/** Of what a statement once took, so much counts when it has run again: a slow moment is forgotten after some dozens of quick ones. */
const fading = 0.9;

/** Statements remembered; there are about as many as plans that are prepared under a name. */
const mostRemembered = 5_000;

/** How long prepared statements take lately, by name. What has no name is planned anew each time, and nothing is known of it. */
export class Pace {
  readonly #milliseconds = new Map<string, number>();

  note(name: string | undefined, milliseconds: number): void {
    if (name === undefined) return;
    const before = this.#milliseconds.get(name) ?? 0;
    if (this.#milliseconds.size >= mostRemembered) this.#milliseconds.clear();
    this.#milliseconds.set(name, Math.max(milliseconds, before * fading));
  }

  /** Whether a statement that has run so long is not quick, whatever was known of it. */
  isLate(milliseconds: number): boolean {
    return milliseconds > quick;
  }

  isQuick(name: string | undefined): boolean {
    const known = name === undefined ? undefined : this.#milliseconds.get(name);
    return known !== undefined && known <= quick;
  }
}
