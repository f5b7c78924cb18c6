import type { Writer } from '../sdk';
import type { ClientWriter } from './statements';

/** The client waits a little longer than the server: its limit is for a server that answers nothing at all. */
export const clientGrace = 500;

/** Gives the statements of a transaction another time limit, in milliseconds. The answered function brings back the limit of before. */
export async function limitStatements(writer: ClientWriter, milliseconds: number): Promise<() => Promise<void>> {
  const restore = await setLimit(writer, milliseconds);
  writer.allow(milliseconds + clientGrace);
  return restore;
}

/**
 * Runs `work` with another time limit for each statement of the transaction, in milliseconds; afterwards that of before holds
 * again. When `work` throws, the transaction must end.
 */
export async function withStatementLimit<T>(writer: Writer, milliseconds: number, work: () => Promise<T>): Promise<T> {
  const restore = await setLimit(writer, milliseconds);
  const answer = await work();
  await restore();
  return answer;
}

/** Answers how the limit of before is brought back. */
async function setLimit(writer: Writer, milliseconds: number): Promise<() => Promise<void>> {
  const [row] = await writer.query<{ readonly before: string }>({
    text: `select current_setting('statement_timeout') as before, set_config('statement_timeout', $1, true)`,
    values: [String(milliseconds)],
  });
  return async () => {
    await writer.execute({
      text: `select set_config('statement_timeout', $1, true)`,
      values: [row?.before ?? '0'],
    });
  };
}
