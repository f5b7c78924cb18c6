/** Stands in the queue for news that were dropped because the subscriber did not take them fast enough. */
export const fellBehind = Symbol('fell behind');

/**
 * What waits for one subscriber: pushed by the feed, pulled by the socket. Holds `capacity` items; a subscriber that
 * falls further behind is told so once and the stream ends, so that nobody believes to have seen everything.
 */
export class NewsQueue<Item> implements AsyncIterableIterator<Item | typeof fellBehind> {
  readonly #waiting: (Item | typeof fellBehind)[] = [];
  readonly #takers: ((result: IteratorResult<Item | typeof fellBehind>) => void)[] = [];
  #state: 'open' | 'ending' | 'closed' = 'open';

  /** @param onClose called once, when nothing more will be taken */
  constructor(
    private readonly onClose: () => void,
    private readonly capacity = 1_000,
  ) {}

  push(item: Item): void {
    if (this.#state !== 'open') return;
    const taker = this.#takers.shift();
    if (taker !== undefined) {
      taker({ done: false, value: item });
    } else if (this.#waiting.length < this.capacity) {
      this.#waiting.push(item);
    } else {
      this.fallBehind();
    }
  }

  /** Drops what waits, says so once, and ends. */
  fallBehind(): void {
    if (this.#state !== 'open') return;
    this.#state = 'ending';
    const taker = this.#takers.shift();
    if (taker !== undefined) taker({ done: false, value: fellBehind });
    else this.#waiting.splice(0, this.#waiting.length, fellBehind);
  }

  async next(): Promise<IteratorResult<Item | typeof fellBehind>> {
    const [value] = this.#waiting.splice(0, 1);
    if (value !== undefined) return { done: false, value };
    if (this.#state === 'ending') this.#close();
    if (this.#state === 'closed') return { done: true, value: undefined };
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  async return(): Promise<IteratorResult<Item | typeof fellBehind>> {
    this.#close();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<Item | typeof fellBehind>> {
    this.#close();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#waiting.length = 0;
    for (const taker of this.#takers.splice(0)) taker({ done: true, value: undefined });
    this.onClose();
  }
}
