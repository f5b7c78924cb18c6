import type { Statement, Writer } from '../sdk';

/** A writer that refuses statements once nobody waits for them: its connection may serve another transaction by then. */
export function boundedWriter(writer: Writer, signal: AbortSignal, onStatement: () => void): Writer {
  const admit = (): void => {
    signal.throwIfAborted();
    onStatement();
  };
  return {
    query: async <Row extends object>(statement: Statement) => {
      admit();
      return writer.query<Row>(statement);
    },
    execute: async (statement) => {
      admit();
      return writer.execute(statement);
    },
  };
}
