/**
 * Which outbox rows have been told. Ids are given before the commit, so a lower one may appear after a higher one: the
 * last ones are therefore remembered one by one, and only what is older than all of them counts as told by its size.
 */
export class SeenIds {
  readonly #recent = new Set<number>();
  #floor: number;

  /** @param floor rows up to this id are of no interest */
  constructor(
    floor: number,
    private readonly capacity = 2_000,
  ) {
    this.#floor = floor;
  }

  /** Ids up to here are never looked for again. */
  get floor(): number {
    return this.#floor;
  }

  recent(): readonly number[] {
    return [...this.#recent];
  }

  has(id: number): boolean {
    return this.#recent.has(id);
  }

  add(id: number): void {
    this.#recent.add(id);
    if (this.#recent.size <= this.capacity) return;
    const [oldest] = this.#recent;
    if (oldest === undefined) return;
    this.#recent.delete(oldest);
    this.#floor = Math.max(this.#floor, oldest);
  }
}
