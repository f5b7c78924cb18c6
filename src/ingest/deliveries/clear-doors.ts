/** Milliseconds for which nothing is known to wait at a door; another instance may have kept something meanwhile. */
const freshness = 1_000;

/** Doors at which nothing waited a moment ago, so that not every request has to ask. */
export class ClearDoors {
  /** When nothing waited, by door; milliseconds of the process's clock. */
  readonly #clear = new Map<string, number>();
  /** How often something has been kept, by door. */
  readonly #kept = new Map<string, number>();

  isClear(door: string): boolean {
    return performance.now() - (this.#clear.get(door) ?? Number.NEGATIVE_INFINITY) < freshness;
  }

  /**
   * To be called before one looks whether something waits.
   *
   * @returns what notes that nothing did; it says nothing when something has been kept since
   */
  look(door: string): () => void {
    const [at, kept] = [performance.now(), this.#kept.get(door)];
    return () => {
      if (this.#kept.get(door) === kept) this.#clear.set(door, at);
    };
  }

  /** Something waits at the door, and whoever looks finds it. */
  keep(door: string): void {
    this.#kept.set(door, (this.#kept.get(door) ?? 0) + 1);
    this.#clear.delete(door);
  }
}
