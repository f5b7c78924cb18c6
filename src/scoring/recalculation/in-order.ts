/** The place of one piece of work among those under way. */
export interface Turn {
  /** Where the piece before ended up starting the next one. */
  readonly start: Promise<number>;
  /** Lets the next piece start. */
  started(next: number): void;
  /** When all earlier pieces are done; rejects when one of them failed. */
  readonly earlierEnded: Promise<unknown>;
}

/**
 * Runs pieces of work, several at a time, that start one after another and end one after another. Stops starting more
 * when a piece answers false.
 *
 * @param atATime how many, asked before each piece: the number may change on the way
 */
export async function inOrder(
  atATime: () => number,
  first: number,
  piece: (turn: Turn) => Promise<boolean>,
): Promise<void> {
  let start = Promise.resolve(first);
  let last: Promise<boolean> = Promise.resolve(true);
  let goesOn = true;
  const underWay: Promise<boolean>[] = [];
  while (goesOn) {
    const next = deferred<number>();
    next.promise.catch(() => undefined);
    const turn: Turn = { start, started: next.resolve, earlierEnded: last };
    const work = piece(turn).catch((error: unknown) => {
      next.reject(error);
      throw error;
    });
    work.catch(() => undefined);
    [start, last] = [next.promise, work];
    underWay.push(work);
    while (goesOn && underWay.length >= Math.max(1, atATime())) goesOn = (await underWay.shift()) ?? false;
  }
  await Promise.all(underWay);
}

interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: unknown) => void;
}

function deferred<Value>(): Deferred<Value> {
  let [resolve, reject]: [Deferred<Value>['resolve'], Deferred<Value>['reject']] = [() => undefined, () => undefined];
  const promise = new Promise<Value>((settle, fail) => {
    [resolve, reject] = [settle, fail];
  });
  return { promise, resolve, reject };
}

/** Runs work when nothing else that was given to it runs. */
export type Alone = <Answer>(work: () => Promise<Answer>) => Promise<Answer>;

/**
 * Pieces of computing, one at a time in the order in which they become possible: two that share a processor would both end
 * late, and the database would have nothing to do until then.
 */
export function oneAtATime(): Alone {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
