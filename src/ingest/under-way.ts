import { isRefused, keyOf, type Prepared, type Refused } from './normalise/prepared';
import type { Claim, ClaimChange } from './plan/claim-book';
import { isPlainRepeat } from './plan/plain-repeat';
import { ConcurrentChange } from './retry';

/** A batch on its way, as the others in this process see it. */
export interface Passage {
  /**
   * Claims that batches before this one write and have not yet committed, for items that merely repeat their contacts; this
   * batch stands or falls with theirs from now on. None where it brings another body for one of them, or more than contacts:
   * it then waits at the database, and holds there what those others might wait for.
   *
   * @param stored claims that are known anyway
   */
  expect(items: readonly (Prepared | Refused)[], stored: readonly Claim[]): readonly Claim[];
  /** What it is about to write: others may count on it. At once after `expect`, so that of two batches with a key one sees the other. */
  hold(claims: readonly ClaimChange[]): void;
  /** Others were faster with some of it: nobody may count on it after all. */
  lost(): void;
  /** Its customers are locked. */
  locked(): void;
  /** Resolves when the batches it counts on have their customers, so that none of them waits for this one. */
  afterLocks(): Promise<void>;
  /** Resolves when they are stored. @throws ConcurrentChange when one is not */
  afterEnds(): Promise<void>;
}

/** For a batch that stands alone: nobody counts on it, and it counts on nobody. */
export const alone: Passage = {
  expect: () => [],
  hold: () => undefined,
  lost: () => undefined,
  locked: () => undefined,
  afterLocks: () => Promise.resolve(),
  afterEnds: () => Promise.resolve(),
};

/** Milliseconds. Beyond, something waits in a circle that only the database can see: the batch then waits there. */
const longestWait = 5_000;

/**
 * The batches of this process that write keys. A sender that repeats the end of one batch at the beginning of the next, over several
 * connections, would otherwise make each batch wait at the database for the whole of the one before it.
 */
export class UnderWay {
  readonly #held = new Map<string, Promised>();

  /** Runs work that ends with its commit. */
  async pass<T>(work: (passage: Passage) => Promise<T>): Promise<T> {
    const held = new Held();
    const passage = new Waiting(this.#held, held);
    try {
      const answer = await work(passage);
      held.ended.settle(true);
      return answer;
    } catch (error) {
      held.ended.settle(false);
      throw error;
    } finally {
      held.locked.settle(true);
      passage.letGo();
    }
  }
}

/** A claim that is being written. */
interface Promised {
  readonly claim: Claim;
  readonly by: Held;
}

/** How far a batch has come. */
class Held {
  readonly locked = new Signal();
  readonly ended = new Signal();
}

class Signal {
  readonly said: Promise<boolean>;
  settle!: (answer: boolean) => void;

  constructor() {
    this.said = new Promise((resolve) => {
      this.settle = resolve;
    });
  }
}

class Waiting implements Passage {
  readonly #all: Map<string, Promised>;
  readonly #own: Held;
  readonly #before = new Set<Held>();
  readonly #keys: string[] = [];

  constructor(all: Map<string, Promised>, own: Held) {
    this.#all = all;
    this.#own = own;
  }

  expect(items: readonly (Prepared | Refused)[], stored: readonly Claim[]): readonly Claim[] {
    if (this.#all.size === 0) return [];
    const known = new Set(stored.map(keyOf));
    const expected = new Map<string, Promised>();
    for (const item of items) {
      if (isRefused(item)) continue;
      if (item.record.kind !== 'interaction') return [];
      const promised = this.#all.get(item.key);
      if (promised === undefined || known.has(item.key)) continue;
      if (!isPlainRepeat(item, promised.claim)) return [];
      expected.set(item.key, promised);
    }
    for (const { by } of expected.values()) this.#before.add(by);
    return [...expected.values()].map(({ claim }) => claim);
  }

  hold(claims: readonly ClaimChange[]): void {
    for (const claim of claims) {
      // What was stored before is found by everybody, and what is corrected now is to be waited for.
      if (claim.storedRevision > 0) continue;
      const key = keyOf(claim);
      this.#all.set(key, { claim, by: this.#own });
      this.#keys.push(key);
    }
  }

  lost(): void {
    this.#own.locked.settle(false);
    this.letGo();
  }

  locked(): void {
    this.#own.locked.settle(true);
  }

  async afterLocks(): Promise<void> {
    await this.#after((held) => held.locked.said);
  }

  async afterEnds(): Promise<void> {
    await this.#after((held) => held.ended.said);
  }

  letGo(): void {
    for (const key of this.#keys) if (this.#all.get(key)?.by === this.#own) this.#all.delete(key);
  }

  async #after(signal: (held: Held) => Promise<boolean>): Promise<void> {
    if (this.#before.size === 0) return;
    const answers = await inTime(Promise.all([...this.#before].map(signal)));
    if (answers.includes(false)) throw new ConcurrentChange('a batch that this one counted on was not stored');
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const overdue = (): void => reject(new ConcurrentChange('a batch that this one counted on takes too long'));
    timer = setTimeout(overdue, longestWait);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
