import type { QueryResult } from 'pg';
import type { Statement, Writer } from '../sdk';
import { arrayLiteral } from './array-literal';
import { binaryArray, listTypes } from './binary-array';
import { asUnavailable } from './connection-fault';
import type { CountingReader } from './database';
import { asBadInput } from './range-fault';

/** Anything of pg that runs a statement: a pool or a client. */
export interface Runs {
  readonly connectionParameters?: { readonly query_timeout?: number };
  query(statement: {
    readonly name?: string;
    readonly text: string;
    readonly values?: unknown[];
    readonly query_timeout?: number;
  }): Promise<QueryResult>;
}

/** A reader that counts, over a pool: every statement may take another connection. */
export function countingReader(pool: Runs): CountingReader {
  let statements = 0;
  return {
    get statements() {
      return statements;
    },
    query: async <Row extends object>(statement: Statement) => {
      statements += 1;
      try {
        return (await send(pool, queryOf(statement))).rows as Row[];
      } catch (error) {
        throw asBadInput(error);
      }
    },
  };
}

/**
 * Write access over one client inside its transaction. `queryTimeout` in milliseconds replaces the client's own.
 * Statements may be sent without waiting for each other: they run in the order sent, one right after the other, and the
 * parameters of one are made while another runs. After a fault those behind it fail, too.
 */
export function writerOf(client: Runs, queryTimeout = client.connectionParameters?.query_timeout): Writer {
  let underWay = 0;
  const run = async (statement: Statement): Promise<QueryResult> => {
    underWay += 1;
    try {
      // Those that run before it may each take their time.
      return await send(client, queryOf(statement, queryTimeout === undefined ? undefined : queryTimeout * underWay));
    } finally {
      underWay -= 1;
    }
  };
  return {
    query: async <Row extends object>(statement: Statement) => (await run(statement)).rows as Row[],
    execute: async (statement) => (await run(statement)).rowCount ?? 0,
  };
}

type Query = Parameters<Runs['query']>[0];

function queryOf({ name, text, values }: Statement, queryTimeout?: number): Query {
  return {
    text,
    ...(name === undefined ? {} : { name }),
    ...(values === undefined ? {} : { values: parametersOf(text, values) }),
    ...(queryTimeout === undefined ? {} : { query_timeout: queryTimeout }),
  };
}

async function send(runner: Runs, query: Query): Promise<QueryResult> {
  try {
    return await runner.query(query);
  } catch (error) {
    throw asUnavailable(error);
  }
}

function parametersOf(text: string, values: readonly unknown[]): unknown[] {
  const types = values.some(Array.isArray) ? listTypes(text) : undefined;
  return values.map((value, index) => (Array.isArray(value) ? listParameter(value, types?.get(index) ?? '') : value));
}

function listParameter(list: readonly unknown[], type: string): unknown {
  return binaryArray(type, list) ?? arrayLiteral(list) ?? list;
}
