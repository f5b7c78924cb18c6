import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { isRapportError } from '../sdk/errors';
import { asUnavailable, isConnectionFault, unavailable } from './connection-fault';
import type { TransactionOptions } from './database';
import { limitStatements } from './limit-statements';
import { type ClientWriter, writerOf } from './statements';

/** Waits for a connection, and may give up before it comes; then whoever gets it must let it go. */
export type Acquire = <Client>(connect: () => Promise<Client>, letGo: () => Promise<void>) => Promise<Client>;

export interface InTransactionOptions extends TransactionOptions {
  readonly acquire: Acquire;
}

/** Begin, commit and rollback go through TypeORM's query runner; the statements between go straight to its client. */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (writer: ClientWriter) => Promise<T>,
  { acquire, statementTimeout }: InTransactionOptions,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const client = await acquire(
    async () => (await runner.connect()) as PoolClient,
    () => runner.release(),
  ).catch((error: unknown) => {
    throw asUnavailable(error);
  });
  let fault: unknown;
  try {
    await runner.startTransaction();
    const writer = writerOf(client);
    if (statementTimeout !== undefined) await limitStatements(writer, statementTimeout);
    const answer = await work(writer);
    await runner.commitTransaction();
    return answer;
  } catch (error) {
    // A connection that is lost between two statements is let go by TypeORM, which then knows nothing but that.
    fault = runner.isReleased ? unavailable(error) : asUnavailable(error);
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
  if (fault === undefined || runner.isReleased) return runner.release();
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
