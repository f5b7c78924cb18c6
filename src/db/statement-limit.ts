import type { Writer } from '../sdk';

/**
 * Runs `work` with another time limit for each statement of the transaction, in milliseconds; afterwards that of before holds
 * again. When `work` throws, the transaction must end.
 */
export async function withStatementLimit<T>(writer: Writer, milliseconds: number, work: () => Promise<T>): Promise<T> {
  const [row] = await writer.query<{ readonly before: string }>({
    text: `select current_setting('statement_timeout') as before, set_config('statement_timeout', $1, true)`,
    values: [String(milliseconds)],
  });
  const answer = await work();
  await writer.query({ text: `select set_config('statement_timeout', $1, true)`, values: [row?.before ?? '0'] });
  return answer;
}
