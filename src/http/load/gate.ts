import { RapportError } from '../../sdk';

export interface GateLimits {
  /** Operations under way at the same time. */
  readonly concurrent: number;
  /** Operations waiting for their turn. */
  readonly waiting: number;
}

/** Milliseconds that an operation waits for its turn: whoever asked has lost patience by then. */
const usualPatience = 5_000;

interface Waiter {
  readonly enter: () => void;
  readonly refuse: (fault: RapportError) => void;
  /** Of the process's clock, when it is sent away. */
  readonly until: number;
}

/**
 * Lets a bounded number of operations in, and as many wait. Sending the others away at once is what keeps those inside
 * fast: a server that takes everything answers nobody in time.
 */
export class Gate {
  readonly #limits: GateLimits;
  readonly #patience: number;
  readonly #queue: Waiter[] = [];
  #inside = 0;
  #closed = false;
  #hasTimer = false;
  readonly #leaving: (() => void)[] = [];

  /** @param patience milliseconds that an operation waits for its turn */
  constructor(limits: GateLimits, patience = usualPatience) {
    this.#limits = limits;
    this.#patience = patience;
  }

  /** Runs `work` when its turn comes. @throws RapportError OVERLOADED, SHUTTING_DOWN */
  async pass<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    await this.#enter();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** From now on nobody new is let in. Who waits has been taken, and has a turn still. */
  close(): void {
    this.#closed = true;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Whether whoever comes now is sent away. */
  get isFull(): boolean {
    const { concurrent, waiting } = this.#limits;
    return this.#inside >= concurrent && this.#queue.length >= waiting;
  }

  /** @throws RapportError SHUTTING_DOWN once the gate is closed */
  refuseWhenClosed(): void {
    if (!this.#closed) return;
    const message = 'The server is being shut down. Nothing of this was begun. Try again: another instance answers.';
    throw new RapportError('SHUTTING_DOWN', message, { retryAfter: 1 });
  }

  /**
   * For what has only just come: sends it away before its body is read, which is most of what sending away would cost.
   *
   * @throws RapportError OVERLOADED, SHUTTING_DOWN
   */
  refuseWhenFull(): void {
    this.refuseWhenClosed();
    if (this.isFull) throw overloaded();
  }

  /** Resolves when nobody is inside. */
  idle(): Promise<void> {
    if (this.#inside === 0) return Promise.resolve();
    return new Promise((resolve) => this.#leaving.push(resolve));
  }

  #enter(): Promise<void> | void {
    this.refuseWhenClosed();
    if (this.#inside < this.#limits.concurrent) {
      this.#inside += 1;
      return;
    }
    if (this.isFull) throw overloaded();
    return new Promise((enter, refuse) => {
      this.#queue.push({ enter, refuse, until: performance.now() + this.#patience });
      this.#watch();
    });
  }

  /** One timer for all who wait, as each comes later than those before it: under load they are many. */
  #watch(): void {
    const [first] = this.#queue;
    if (first === undefined || this.#hasTimer) return;
    this.#hasTimer = true;
    setTimeout(() => this.#sendAway(), first.until - performance.now()).unref();
  }

  #sendAway(): void {
    this.#hasTimer = false;
    const now = performance.now();
    while (this.#queue[0] !== undefined && this.#queue[0].until <= now) this.#queue.shift()?.refuse(overloaded());
    this.#watch();
  }

  /** A place that becomes free goes to whoever has waited longest, without being counted anew. */
  #leave(): void {
    const next = this.#queue.shift();
    if (next !== undefined) {
      next.enter();
      return;
    }
    this.#inside -= 1;
    if (this.#inside === 0) for (const left of this.#leaving.splice(0)) left();
  }
}

/** What those are told for whom there is no place. */
export const overloadedMessage = 'The server has more operations under way than it can take. Try again later.';

function overloaded(): RapportError {
  return new RapportError('OVERLOADED', overloadedMessage);
}
