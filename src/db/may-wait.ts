import type { Writer } from '../sdk';

/** Lets a transaction wait as long as it must while others do the work. */
export async function mayWait(writer: Writer): Promise<void> {
  await writer.query({ text: `select set_config('idle_in_transaction_session_timeout', '0', true)` });
}
