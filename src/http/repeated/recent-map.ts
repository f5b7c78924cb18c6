/** Entries looked at before the map is asked. */
const mostRecent = 4;

/**
 * A map by long texts of which a few are asked for again and again. To find one in a map, each of its characters is counted
 * into a hash first; comparing it with the ones asked for last takes a tenth of that. It forgets all when it is full.
 */
export class RecentMap<Value> {
  readonly #most: number;
  readonly #all = new Map<string, Value>();
  #recent: readonly (readonly [key: string, value: Value])[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): Value | undefined {
    for (const [known, value] of this.#recent) if (known === key) return value;
    const value = this.#all.get(key);
    if (value !== undefined) this.#recent = [[key, value] as const, ...this.#recent].slice(0, mostRecent);
    return value;
  }

  set(key: string, value: Value): void {
    if (this.#all.size >= this.#most) this.#all.clear();
    this.#all.set(key, value);
    this.#recent = [];
  }
}
