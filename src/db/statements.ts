import type { QueryResult } from 'pg';
import type { Statement, Writer } from '../sdk';
import { arrayLiteral } from './array-literal';
import { asUnavailable } from './connection-fault';
import type { CountingReader } from './database';

/** Anything of pg that runs a statement: a pool or a client. */
export interface Runs {
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
      return (await run(pool, statement)).rows as Row[];
    },
  };
}

/** Write access over one client inside its transaction. `queryTimeout` in milliseconds replaces the client's own. */
export function writerOf(client: Runs, queryTimeout?: number): Writer {
  return {
    query: async <Row extends object>(statement: Statement) =>
      (await run(client, statement, queryTimeout)).rows as Row[],
    execute: async (statement) => (await run(client, statement, queryTimeout)).rowCount ?? 0,
  };
}

async function run(runner: Runs, statement: Statement, queryTimeout?: number): Promise<QueryResult> {
  try {
    return await runner.query({
      text: statement.text,
      ...(statement.name === undefined ? {} : { name: statement.name }),
      ...(statement.values === undefined ? {} : { values: statement.values.map(parameter) }),
      ...(queryTimeout === undefined ? {} : { query_timeout: queryTimeout }),
    });
  } catch (error) {
    throw asUnavailable(error);
  }
}

function parameter(value: unknown): unknown {
  return Array.isArray(value) ? (arrayLiteral(value) ?? value) : value;
}
