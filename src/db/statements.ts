import type { QueryResult } from 'pg';
import type { Reader, Statement, Writer } from '../sdk';
import { RapportError } from '../sdk/errors';
import { arrayLiteral } from './array-literal';
import { binaryArray, listTypes } from './binary-array';
import { asUnavailable } from './connection-fault';
import type { CountingReader } from './database';
import { asBadInput, asBadText } from './input-fault';

type Query = Parameters<Runs['query']>[0];

/** Anything of pg that runs a statement: a pool or a client. */
export interface Runs {
  query(statement: {
    readonly name?: string;
    readonly text: string;
    readonly values?: unknown[];
  }): Promise<QueryResult>;
  /** The text that a statement of one row with one column answers. Absent where there is no shorter way than by rows. */
  text?(statement: Query): Promise<string | null>;
}

/** A reader that counts, over a pool: every statement may take another connection. */
export function countingReader(pool: Runs, ofPlugin: OfPlugin = withoutRole): CountingReader {
  return new Counting(pool, ofPlugin);
}

/** One per operation: a class, so that each costs one object. */
class Counting implements CountingReader {
  statements = 0;
  readonly #pool: Runs;
  readonly #ofPlugin: OfPlugin;

  constructor(pool: Runs, ofPlugin: OfPlugin) {
    this.#pool = pool;
    this.#ofPlugin = ofPlugin;
  }

  async query<Row extends object>(statement: Statement): Promise<readonly Row[]> {
    this.statements += 1;
    try {
      return (await send(this.#pool, queryOf(statement))).rows as Row[];
    } catch (error) {
      throw asBadInput(error);
    }
  }

  async text(statement: Statement): Promise<string | null> {
    this.statements += 1;
    try {
      return await textOf(this.#pool, queryOf(statement));
    } catch (error) {
      throw asBadInput(asBadText(asUnavailable(error)));
    }
  }

  as(plugin: string): Reader {
    return this.#ofPlugin(plugin, () => {
      this.statements += 1;
    });
  }
}

/** Write access over one client inside its transaction. */
export interface ClientWriter extends Writer {
  /** Lets statements take longer than usual, in milliseconds, until the end of the transaction. */
  allow(milliseconds: number): void;
  /** For readers that are to see what the transaction has written. Faults are as the driver throws them. */
  readonly runs: Runs;
}

/** A reader with the rights of a plugin, which tells of each of its statements. */
export type OfPlugin = (plugin: string, onStatement: () => void) => Reader;

const withoutRole: OfPlugin = (plugin) => {
  throw new RapportError('INTERNAL', `This reader cannot read as the plugin ${plugin}.`);
};

/**
 * Statements may be sent without waiting for each other: they run in the order sent, one right after the other, and the
 * parameters of one are made while another runs. After a fault those behind it fail, too.
 */
export function writerOf(client: Runs & { allow?(milliseconds: number): void }): ClientWriter {
  const run = (statement: Statement) => send(client, queryOf(statement));
  return {
    query: async <Row extends object>(statement: Statement) => (await run(statement)).rows as Row[],
    execute: async (statement) => (await run(statement)).rowCount ?? 0,
    allow: (milliseconds) => client.allow?.(milliseconds),
    runs: client,
  };
}

export function queryOf({ name, text, values }: Statement): Query {
  return {
    text,
    ...(name === undefined ? {} : { name }),
    ...(values === undefined ? {} : { values: parametersOf(text, values) }),
  };
}

/** The one value of the one row, by the shorter way where there is one. */
export async function textOf(runs: Runs, query: Query): Promise<string | null> {
  if (runs.text !== undefined) return runs.text(query);
  const [row = {}] = (await runs.query(query)).rows as readonly object[];
  return Object.values(row)[0] ?? null;
}

async function send(runner: Runs, query: Query): Promise<QueryResult> {
  try {
    return await runner.query(query);
  } catch (error) {
    throw asBadText(asUnavailable(error));
  }
}

function parametersOf(text: string, values: readonly unknown[]): unknown[] {
  const types = values.some(Array.isArray) ? listTypes(text) : undefined;
  return values.map((value, index) => (Array.isArray(value) ? listParameter(value, types?.get(index) ?? '') : value));
}

function listParameter(list: readonly unknown[], type: string): unknown {
  return binaryArray(type, list) ?? arrayLiteral(list) ?? list;
}
