import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource } from 'typeorm';
import type { Writer } from '../sdk';
import { asUnavailable, endsSession } from './connection-fault';
import type { AfterCommit, TransactionOptions } from './database';
import { asBadInput } from './input-fault';
import { limitStatements } from './limit-statements';
import type { ClientWriter, Runs } from './statements';
import { type Acquire, inTransaction } from './transaction';

/** SQL state of every statement after one that failed. */
const failedTransaction = '25P02';

/**
 * Whoever works within a unit of work need not know: what is asked of the database there happens in the unit's one
 * transaction, and what would be a transaction of its own becomes a savepoint in it. One object for each database.
 */
export class UnitsOfWork {
  readonly #current = new AsyncLocalStorage<Unit>();
  readonly #onFault: (error: Error) => void;

  /** @param onFault told of faults after a commit, which can undo nothing any more */
  constructor(onFault: (error: Error) => void) {
    this.#onFault = onFault;
  }

  /** The unit that is worked within; null: none. Timers that were set within one may fire after its end. */
  get current(): Unit | null {
    const unit = this.#current.getStore();
    return unit === undefined || unit.ended ? null : unit;
  }

  async run<T>(dataSource: DataSource, work: (writer: Writer) => Promise<T>, acquire: Acquire): Promise<T> {
    if (this.current !== null) throw new Error('A unit of work cannot hold another one.');
    const afterCommit: AfterCommit[] = [];
    const whole = async (writer: ClientWriter): Promise<T> => {
      const unit = new Unit(this.#current, writer, afterCommit);
      try {
        const answer = await this.#current.run(unit, () => work(writer));
        await unit.finish();
        return answer;
      } catch (error) {
        throw unit.causeOf(error);
      } finally {
        unit.ended = true;
      }
    };
    const answer = await inTransaction(dataSource, whole, { acquire });
    for (const follow of afterCommit) await this.#follow(follow);
    return answer;
  }

  async #follow(work: AfterCommit): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#onFault(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** One transaction, or a savepoint in it. */
export class Unit {
  /** Set when nothing may be asked within it any more. */
  ended = false;
  readonly #storage: AsyncLocalStorage<Unit>;
  readonly #writer: ClientWriter;
  readonly #afterCommit: AfterCommit[];
  readonly #depth: number;
  /** Savepoints cannot lie beside each other: the next one waits for the end of the last. */
  #turn: Promise<unknown> = Promise.resolve();
  #alone: Promise<unknown> = Promise.resolve();
  #fault: { readonly error: unknown } | null = null;

  constructor(storage: AsyncLocalStorage<Unit>, writer: ClientWriter, afterCommit: AfterCommit[], depth: number = 1) {
    this.#storage = storage;
    this.#writer = writer;
    this.#afterCommit = afterCommit;
    this.#depth = depth;
  }

  /** For readers. A statement that fails takes the unit with it, as PostgreSQL does. */
  readonly runs: Runs = {
    query: async (statement) => {
      await this.#alone;
      try {
        return await this.#writer.runs.query(statement);
      } catch (error) {
        this.#fault ??= { error };
        throw error;
      }
    },
  };

  /** Work that changes who the connection is, or how: readers of the unit wait until it is over. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#alone.then(work);
    this.#alone = turn.catch(() => undefined);
    return turn;
  }

  afterCommit(work: AfterCommit): void {
    this.#afterCommit.push(work);
  }

  /** What would be a transaction outside: undone alone when its work throws. */
  transaction<T>(work: (writer: Writer) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const turn = this.#turn.then(() => this.#savepoint(work, options));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for what nobody waited for. @throws the fault that has undone the unit */
  async finish(): Promise<void> {
    await this.#turn;
    if (this.#fault !== null) throw asBadInput(this.#fault.error);
  }

  /** What PostgreSQL refuses after a statement that failed is told as the fault of that statement. */
  causeOf(error: unknown): unknown {
    const refused = error instanceof Error && 'code' in error && error.code === failedTransaction;
    return refused && this.#fault !== null ? asBadInput(this.#fault.error) : error;
  }

  async #savepoint<T>(work: (writer: Writer) => Promise<T>, { statementTimeout }: TransactionOptions): Promise<T> {
    const name = `unit_${this.#depth}`;
    const writer = this.#writer;
    await writer.execute({ text: `savepoint ${name}` });
    const inner = new Unit(this.#storage, writer, this.#afterCommit, this.#depth + 1);
    try {
      const restore = statementTimeout === undefined ? null : await limitStatements(writer, statementTimeout);
      const answer = await this.#storage.run(inner, () => work(writer));
      await inner.finish();
      await restore?.();
      await writer.execute({ text: `release savepoint ${name}` });
      return answer;
    } catch (error) {
      if (endsSession(error)) this.#fault ??= { error: asUnavailable(error) };
      else await writer.execute({ text: `rollback to savepoint ${name}` });
      throw asUnavailable(error);
    } finally {
      inner.ended = true;
    }
  }
}
