import type { Writer } from '../sdk';

/** Removes news older than `before`; answers how many. Subscribers hear of them within seconds or not at all. */
export function purgeOutbox(writer: Writer, before: Date): Promise<number> {
  return writer.execute({ text: 'delete from core.outbox where created_at < $1', values: [before] });
}
