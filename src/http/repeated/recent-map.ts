export interface RecentMapLimits {
  readonly entries: number;
  /** Of all entries together. */
  readonly weight: number;
}

/** Entries looked at before the map is asked. */
const mostRecent = 4;

/**
 * A map by long texts of which a few are asked for again and again. To find one in a map, each of its characters is counted
 * into a hash first; comparing it with the ones asked for last takes a tenth of that. It forgets all when it is full.
 */
export class RecentMap<Value> {
  readonly #limits: RecentMapLimits;
  readonly #all = new Map<string, Value>();
  #recent: readonly (readonly [key: string, value: Value])[] = [];
  #weight = 0;

  constructor(limits: RecentMapLimits) {
    this.#limits = limits;
  }

  get(key: string): Value | undefined {
    for (const [known, value] of this.#recent) if (known === key) return value;
    const value = this.#all.get(key);
    if (value !== undefined) this.#recent = [[key, value] as const, ...this.#recent].slice(0, mostRecent);
    return value;
  }

  set(key: string, value: Value, weight: number): void {
    if (!this.#all.has(key)) this.#makeRoom(weight);
    this.#all.set(key, value);
    this.#recent = [];
  }

  #makeRoom(weight: number): void {
    if (this.#all.size >= this.#limits.entries || this.#weight + weight > this.#limits.weight) {
      this.#all.clear();
      this.#weight = 0;
    }
    this.#weight += weight;
  }
}
