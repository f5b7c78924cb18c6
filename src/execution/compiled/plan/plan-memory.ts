/** Bytes, about, that everything kept may take together: some hundred operations of the usual size, with their plans. */
const mostBytes = 120_000_000;

interface Kept {
  readonly bytes: number;
  readonly forget: () => void;
}

/**
 * Bounds what is kept of operations: clients can ask in more ways than a process can remember, by a few hundred tokens each.
 * What was kept first goes first; if it is asked for again it is made again.
 */
export class PlanMemory {
  readonly #most: number;
  readonly #kept = new Map<object, Kept>();
  #bytes = 0;

  constructor(most: number = mostBytes) {
    this.#most = most;
  }

  /** @param forget called once, when it is to be kept no longer */
  keep(what: object, bytes: number, forget: () => void): void {
    this.#kept.set(what, { bytes, forget });
    this.#add(bytes);
  }

  /** Something kept has become larger. Of what has been forgotten meanwhile nobody keeps account. */
  grow(what: object, more: number): void {
    const kept = this.#kept.get(what);
    if (kept === undefined) return;
    this.#kept.set(what, { ...kept, bytes: kept.bytes + more });
    this.#add(more);
  }

  forget(what: object): void {
    const kept = this.#kept.get(what);
    if (kept === undefined) return;
    this.#kept.delete(what);
    this.#bytes -= kept.bytes;
    kept.forget();
  }

  #add(bytes: number): void {
    this.#bytes += bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#most) return;
      this.forget(oldest);
    }
  }
}
