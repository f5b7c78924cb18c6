import { RapportError } from '../../sdk';

export interface GateLimits {
  /** Operations under way at the same time. */
  readonly concurrent: number;
  /** Operations waiting for their turn. */
  readonly waiting: number;
}

/** Milliseconds that an operation waits for its turn: whoever asked has lost patience by then. */
const patience = 5_000;

interface Waiter {
  readonly enter: () => void;
  readonly giveUp: NodeJS.Timeout;
}

/**
 * Lets a bounded number of operations in, and as many wait. Sending the others away at once is what keeps those inside
 * fast: a server that takes everything answers nobody in time.
 */
export class Gate {
  readonly #limits: GateLimits;
  readonly #queue: Waiter[] = [];
  #inside = 0;
  #closed = false;
  readonly #leaving: (() => void)[] = [];

  constructor(limits: GateLimits) {
    this.#limits = limits;
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
    const { concurrent, waiting } = this.#limits;
    if (this.#inside >= concurrent && this.#queue.length >= waiting) throw overloaded();
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
    if (this.#queue.length >= this.#limits.waiting) throw overloaded();
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        this.#queue.splice(this.#queue.indexOf(waiter), 1);
        reject(overloaded());
      }, patience);
      const waiter: Waiter = { enter: resolve, giveUp };
      this.#queue.push(waiter);
    });
  }

  /** A place that becomes free goes to whoever has waited longest, without being counted anew. */
  #leave(): void {
    const next = this.#queue.shift();
    if (next === undefined) {
      this.#inside -= 1;
      if (this.#inside === 0) for (const left of this.#leaving.splice(0)) left();
      return;
    }
    clearTimeout(next.giveUp);
    next.enter();
  }
}

function overloaded(): RapportError {
  return new RapportError('OVERLOADED', 'The server has more operations under way than it can take. Try again later.');
}
