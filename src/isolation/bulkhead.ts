/** Bounds how many calls are under way at once; the others wait in order, and beyond the queue's length are refused. */
export class Bulkhead {
  readonly #places: number;
  readonly #longestQueue: number;
  readonly #waiting: ((hasPlace: boolean) => void)[] = [];
  #taken = 0;

  constructor(places: number, longestQueue: number) {
    this.#places = places;
    this.#longestQueue = longestQueue;
  }

  get active(): number {
    return this.#taken;
  }

  get queued(): number {
    return this.#waiting.length;
  }

  /** Takes a place if one is free. */
  tryEnter(): boolean {
    if (this.#taken >= this.#places) return false;
    this.#taken += 1;
    return true;
  }

  /** Waits for a place, at most so many milliseconds; false when none came free, or too many wait already. */
  enter(milliseconds: number): Promise<boolean> {
    if (this.tryEnter()) return Promise.resolve(true);
    if (this.#waiting.length >= this.#longestQueue) return Promise.resolve(false);
    return new Promise((resolve) => {
      const served = (hasPlace: boolean): void => {
        clearTimeout(timer);
        resolve(hasPlace);
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(served), 1);
        resolve(false);
      }, milliseconds);
      this.#waiting.push(served);
    });
  }

  /** Gives the place to whoever waits longest. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next(true);
  }
}
