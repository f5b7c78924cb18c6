import type { CountingReader } from '../db/database';
import { inSpan } from '../isolation';
import { RapportError, type Reader, type Statement } from '../sdk';
import { readerOfPlugin } from '../shared/plugin-reader';
import { readText } from '../shared/read-text';

export interface ReaderBounds {
  /** After so long no further statement is sent. */
  readonly milliseconds: number;
  readonly onStatement: (statement: Statement) => void;
}

export interface BoundedReader extends CountingReader {
  /** From now on every statement fails with this, unsent. */
  refuse(fault: RapportError): void;
}

/**
 * A reader for one operation of bounded length. Statements under way have a limit of their own; writes are not cut, because
 * their transactions do not read through it.
 */
export function boundedReader(reader: CountingReader, bounds: ReaderBounds): BoundedReader {
  return new OperationReader(reader, bounds);
}

/** One per operation: a class, so that each costs one object. */
class OperationReader implements BoundedReader {
  readonly #reader: CountingReader;
  readonly #bounds: ReaderBounds;
  readonly #end: number;
  #refusal: RapportError | null = null;

  constructor(reader: CountingReader, bounds: ReaderBounds) {
    this.#reader = reader;
    this.#bounds = bounds;
    this.#end = performance.now() + bounds.milliseconds;
  }

  get statements(): number {
    return this.#reader.statements;
  }

  refuse(fault: RapportError): void {
    this.#refusal = fault;
  }

  async query<Row extends object>(statement: Statement): Promise<readonly Row[]> {
    this.#admit(statement);
    return inSpan('statement', attributesOf(statement), () => this.#reader.query<Row>(statement));
  }

  async text(statement: Statement): Promise<string | null> {
    this.#admit(statement);
    return inSpan('statement', attributesOf(statement), () => readText(this.#reader, statement));
  }

  as(plugin: string): Reader {
    const own = readerOfPlugin(this.#reader, plugin);
    return {
      query: async <Row extends object>(statement: Statement) => {
        this.#admit(statement);
        return inSpan('statement', attributesOf(statement), () => own.query<Row>(statement));
      },
    };
  }

  #admit(statement: Statement): void {
    const { milliseconds, onStatement } = this.#bounds;
    if (this.#refusal !== null) throw this.#refusal;
    if (performance.now() > this.#end) {
      throw new RapportError('TIMED_OUT', `The operation took longer than ${milliseconds} ms. Ask for less at a time.`);
    }
    onStatement(statement);
  }
}

/** Texts hold no values, but may be long: a name stands for one where it has one. */
function attributesOf({ name, text }: Statement): Readonly<Record<string, string>> {
  return { 'db.system.name': 'postgresql', 'db.query.summary': name ?? text.slice(0, 100) };
}
