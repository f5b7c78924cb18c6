import * as pg from 'pg';
import { serialize } from 'pg-protocol';
import type { Statement } from '../sdk';

/** Told at the end. Without an error the answer is the text, or null where there is no row, or null in it. */
export type TextCallback = (error: Error | null, answer?: string | null) => void;

/** The driver's class, as which its client knows a statement that may wait behind another; made from a text or a configuration. */
const Query = pg.Query as unknown as new (text: string) => object;

/**
 * A statement that answers one row with one column, whose text is taken as it comes: the server is not asked what the
 * columns are called, and no row is made of them.
 */
export class TextQuery extends Query {
  readonly name: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
  callback: TextCallback;
  #answer: string | null = null;

  constructor({ name, text, values = [] }: Statement, callback: TextCallback) {
    super('');
    this.name = name;
    this.text = text;
    this.values = values;
    this.callback = callback;
  }

  /** Writes it in one piece. Called by the client, which ends the statement with an error that is answered. */
  submit(connection: pg.Connection): Error | null {
    const { name = '', text } = this;
    const { stream, parsedStatements, submittedNamedStatements } = connection as PreparingConnection;
    const known = name === '' ? undefined : (parsedStatements[name] ?? submittedNamedStatements[name]);
    if (known !== undefined && known !== text) return new Error(`The statement ${name} has another text already.`);
    const bind = bindOf(name, this.values);
    if (bind instanceof Error) return bind;
    if (known !== undefined) {
      stream.write(Buffer.concat([bind, executeAndSync]));
      return null;
    }
    if (name !== '') submittedNamedStatements[name] = text;
    stream.write(Buffer.concat([serialize.parse({ name, text }), bind, executeAndSync]));
    return null;
  }

  // What the server answers, as the client hands it on.

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    this.#answer = fields[0] ?? null;
  }

  handleCommandComplete(): void {
    // Says how many rows there were.
  }

  handleReadyForQuery(): void {
    this.callback(null, this.#answer);
  }

  handleError(error: Error): void {
    this.callback(error);
  }
}

const executeAndSync = Buffer.concat([serialize.execute(), serialize.sync()]);

/** The values as the driver writes them; an error where it cannot. */
function bindOf(statement: string, values: readonly unknown[]): Buffer | Error {
  try {
    return serialize.bind({ statement, values: [...values], valueMapper: prepareValue });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** What the connection keeps prepared, by name. */
type PreparingConnection = pg.Connection &
  Readonly<Record<'parsedStatements' | 'submittedNamedStatements', Record<string, string>>>;

/** The driver exports it, which its types leave out. */
const { prepareValue } = (
  pg as unknown as { readonly utils: { prepareValue(this: void, value: unknown): string | Buffer | null } }
).utils;
