import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../db/database';
import { RapportError, type Writer } from '../../sdk';
import type { Clock } from '../../shared/clock';
import { erasingAny, keepAnswer, readAnswer, type StoredAnswer, takeTurn } from './answers.store';
import { type KeyedRequest, type Seal, sealOf } from './seal';

/** What came of a request, to be kept. */
export interface Performed {
  /** The answer as text. */
  readonly answer: string;
  /** Customers that the answer shows. */
  readonly customerIds: readonly number[];
}

export interface Answered extends Performed {
  /** Nothing was done: this is what was answered the first time. */
  readonly replayed: boolean;
}

/**
 * Does a request once, however often it comes. Claim, effects and answer are one transaction: there is an answer exactly when
 * there are the effects, and a process or database that is killed in between leaves neither, nor a key that is blocked. When
 * `perform` throws, nothing is stored and the key is free.
 *
 * @throws RapportError IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_ANSWER_ERASED, UNAVAILABLE while a person is
 *   erased, which could not find an answer that shows it, and what `perform` throws
 */
export type Once = (request: KeyedRequest, perform: () => Promise<Performed>) => Promise<Answered>;

export interface OnceServices {
  readonly database: Pick<Database, 'unitOfWork'>;
  readonly clock: Clock;
}

/** Milliseconds that a duplicate waits for the one before it. Default 2000. */
export function createOnce(services: OnceServices, patience = 2_000): Once {
  const running = new Map<string, Promise<unknown>>();
  return async (request, perform) => {
    const seal = sealOf(request);
    const id = seal.keyDigest.toString('hex');
    const deadline = performance.now() + patience;
    for (let idle = 20; ; idle = Math.min(2 * idle, 250)) {
      const ahead = running.get(id);
      if (ahead === undefined) {
        const attempt = tryOnce(services, seal, perform).finally(() => running.delete(id));
        running.set(
          id,
          attempt.catch(() => undefined),
        );
        const answered = await attempt;
        if (answered !== null) return answered;
      }
      // Of this process one hears when it is through; of another one only by asking again.
      await Promise.race([
        ahead ?? pause(idle),
        pause(Math.max(0, deadline - performance.now()), null, { ref: false }),
      ]);
      if (performance.now() >= deadline) throw inUse();
    }
  };
}

/** Null: another process is at it. */
function tryOnce(
  { database, clock }: OnceServices,
  seal: Seal,
  perform: () => Promise<Performed>,
): Promise<Answered | null> {
  return database.unitOfWork(async (writer: Writer) => {
    if (!(await takeTurn(writer, seal.lock))) return null;
    const stored = await readAnswer(writer, seal.keyDigest);
    if (stored !== null) return replay(seal, stored);
    const { answer, customerIds } = await perform();
    const erasing = customerIds.length === 0 ? 'no' : await erasingAny(writer, customerIds);
    if (erasing === 'under way') throw isErasing();
    const kept =
      erasing === 'over' ? { answer: null, customerIds: [] } : { answer: await seal.close(answer), customerIds };
    await keepAnswer(writer, { ...seal, ...kept }, clock.now());
    return { answer, customerIds, replayed: false };
  });
}

async function replay(seal: Seal, { requestDigest, answer, customerIds }: StoredAnswer): Promise<Answered> {
  if (!requestDigest.equals(seal.requestDigest)) {
    const message = 'This Idempotency-Key was used for another request. Send a new request under a new key.';
    throw new RapportError('IDEMPOTENCY_KEY_REUSED', message);
  }
  if (answer === null) {
    const message = 'The request was carried out. What it was answered went with the data of a person who was erased.';
    throw new RapportError('IDEMPOTENCY_ANSWER_ERASED', message);
  }
  return { answer: await seal.open(answer), customerIds, replayed: true };
}

function isErasing(): RapportError {
  const message = 'A person is being erased. Nothing of this was stored. Try again in a moment, under the same key.';
  return new RapportError('UNAVAILABLE', message, { retryAfter: 1 });
}

function inUse(): RapportError {
  const message =
    'A request under this Idempotency-Key is being carried out. Ask again in a moment, under the same key.';
  return new RapportError('IDEMPOTENCY_KEY_IN_USE', message, { retryAfter: 1 });
}
