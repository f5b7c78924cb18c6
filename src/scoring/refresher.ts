import { type RefreshServices, refreshDirty } from './refresh-dirty';

/** Computes outdated values in the background, soon after an intake left them. */
export interface Refresher {
  /** Something is outdated. However many say so, it is computed once: when they fall silent, or at the latest after some seconds. */
  wake(): void;
  /** Waits for the transaction under way; what is outdated still is left to the job. */
  close(): Promise<void>;
}

export interface RefresherOptions {
  /** Told of a failed refresh; the job `core.refresh-values` tries again within a minute. */
  readonly onFault: (error: unknown) => void;
  /** Milliseconds of silence before it begins. Default 1000. */
  readonly quiet?: number;
  /** Milliseconds after the first call when it begins in any case. Default 10000. */
  readonly atLatest?: number;
}

/** Small, because an intake that needs one of these customers waits for the transaction. */
const customersPerTransaction = 250;

export function createRefresher(services: RefreshServices, options: RefresherOptions): Refresher {
  return new TimedRefresher(services, options);
}

class TimedRefresher implements Refresher {
  readonly #services: RefreshServices;
  readonly #options: RefresherOptions;
  #timer: NodeJS.Timeout | null = null;
  /** When the oldest call came that waits; null when none does. By the clock of the process. */
  #since: number | null = null;
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(services: RefreshServices, options: RefresherOptions) {
    this.#services = services;
    this.#options = options;
  }

  wake(): void {
    if (this.#closed) return;
    const { quiet = 1_000, atLatest = 10_000 } = this.#options;
    const now = performance.now();
    this.#since ??= now;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const left = Math.max(0, this.#since + atLatest - now);
    this.#timer = setTimeout(() => this.#begin(), Math.min(quiet, left)).unref();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  #begin(): void {
    this.#timer = null;
    // The run under way wakes it again when it ends.
    if (this.#running !== null) return;
    this.#since = null;
    this.#running = this.#run()
      .catch(this.#options.onFault)
      .then(() => {
        this.#running = null;
        if (this.#since !== null) this.wake();
      });
  }

  async #run(): Promise<void> {
    let computed = customersPerTransaction;
    while (computed === customersPerTransaction && !this.#closed) {
      computed = await refreshDirty(this.#services, customersPerTransaction);
    }
  }
}
