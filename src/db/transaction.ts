import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { isRapportError, type Writer } from '../sdk';
import { asUnavailable, isConnectionFault } from './connection-fault';
import type { TransactionOptions } from './database';
import { writerOf } from './statements';

/** Begin, commit and rollback go through TypeORM's query runner; the statements between go straight to its client. */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (writer: Writer) => Promise<T>,
  { statementTimeout }: TransactionOptions = {},
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  let fault: unknown;
  try {
    const client = (await runner.connect()) as PoolClient;
    await runner.startTransaction();
    const writer = writerOf(client, statementTimeout === undefined ? undefined : statementTimeout + 500);
    if (statementTimeout !== undefined) {
      await writer.execute({
        text: `select set_config('statement_timeout', $1, true)`,
        values: [String(statementTimeout)],
      });
    }
    const answer = await work(writer);
    await runner.commitTransaction();
    return answer;
  } catch (error) {
    fault = asUnavailable(error);
    throw fault;
  } finally {
    await release(runner, fault);
  }
}

/**
 * A connection whose fault left it in doubt is thrown away: waiting for a rollback on it could take another timeout,
 * and the server rolls back by itself when the connection ends.
 */
async function release(runner: QueryRunner, fault: unknown): Promise<void> {
  if (fault === undefined) return runner.release();
  const cause = isRapportError(fault) ? (fault.cause ?? fault) : fault;
  if (isConnectionFault(cause)) return discard(runner, cause);
  try {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  } catch (error) {
    await discard(runner, error);
  }
}

/** TypeORM's public release() cannot say that the connection is broken; its own error path can. */
function discard(runner: QueryRunner, error: unknown): Promise<void> {
  return (
    runner as QueryRunner & { releasePostgresConnection(error: unknown): Promise<void> }
  ).releasePostgresConnection(error);
}
