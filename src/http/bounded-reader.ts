import type { CountingReader } from '../db/database';
import { inSpan } from '../isolation';
import { RapportError, type Statement } from '../sdk';
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
export function boundedReader(reader: CountingReader, { milliseconds, onStatement }: ReaderBounds): BoundedReader {
  const end = performance.now() + milliseconds;
  let refusal: RapportError | null = null;
  const admit = (statement: Statement): void => {
    if (refusal !== null) throw refusal;
    if (performance.now() > end) {
      throw new RapportError('TIMED_OUT', `The operation took longer than ${milliseconds} ms. Ask for less at a time.`);
    }
    onStatement(statement);
  };
  return {
    get statements() {
      return reader.statements;
    },
    refuse: (fault) => {
      refusal = fault;
    },
    query: async (statement) => {
      admit(statement);
      return inSpan('statement', attributesOf(statement), () => reader.query(statement));
    },
    text: async (statement) => {
      admit(statement);
      return inSpan('statement', attributesOf(statement), () => readText(reader, statement));
    },
    as: (plugin) => {
      const own = readerOfPlugin(reader, plugin);
      return {
        query: async (statement) => {
          admit(statement);
          return inSpan('statement', attributesOf(statement), () => own.query(statement));
        },
      };
    },
  };
}

/** Texts hold no values, but may be long: a name stands for one where it has one. */
function attributesOf({ name, text }: Statement): Readonly<Record<string, string>> {
  return { 'db.system.name': 'postgresql', 'db.query.summary': name ?? text.slice(0, 100) };
}
