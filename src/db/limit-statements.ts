import type { Writer } from '../sdk';
import type { ClientWriter } from './statements';

/** The client waits a little longer than the server: its limit is for a server that answers nothing at all. */
export const clientGrace = 500;

export interface LimitedStatements {
  /** On the same connection. */
  readonly writer: Writer;
  /** Brings back the limit of before. */
  restore(): Promise<void>;
}

/** Gives the statements of a transaction another time limit, in milliseconds, to its end or until it is restored. */
export async function limitStatements(writer: ClientWriter, milliseconds: number): Promise<LimitedStatements> {
  const [row] = await writer.query<{ readonly before: string }>({
    text: `select current_setting('statement_timeout') as before, set_config('statement_timeout', $1, true)`,
    values: [String(milliseconds)],
  });
  return {
    writer: writer.within(milliseconds + clientGrace),
    restore: async () => {
      await writer.execute({
        text: `select set_config('statement_timeout', $1, true)`,
        values: [row?.before ?? '0'],
      });
    },
  };
}
