import type { ReadContext, Writer } from '../sdk';
import { binder } from '../shared/prepared';

export interface NeedKey {
  readonly customerId: number;
  readonly id: string;
}

export interface Answer {
  readonly answeredAt: Date;
  readonly answer: string | null;
  /** `1.0`, `0.5` or `0.0`. */
  readonly met: string;
}

interface NeedRow {
  readonly raised_at: Date;
  readonly answered_at: Date | null;
  readonly answer: string | null;
  readonly met: string | null;
}

/** Locks the customer, as every write about one does first, then reads the need; null when there is none or it may not be seen. */
export async function lockNeed(
  writer: Writer,
  { customerId, id }: NeedKey,
  visible: ReadContext['visible'],
): Promise<NeedRow | null> {
  await writer.query({
    text: 'select id from core.customer where id = $1 for no key update',
    values: [customerId],
  });
  const values: unknown[] = [customerId, id];
  const [row] = await writer.query<NeedRow>({
    text: `select n.raised_at, n.answered_at, n.answer, n.met from core.need n
            where n.customer_id = $1 and n.id = $2 and n.withdrawn_at is null and ${visible('core.need', 'n', binder(values))}`,
    values,
  });
  return row ?? null;
}

/** How the customer is served is part of their value: the stored one is outdated from now on. */
export async function writeAnswer(writer: Writer, { customerId, id }: NeedKey, given: Answer, at: Date): Promise<void> {
  await writer.execute({
    text: `
      with outdated as (update core.customer_value set dirty = true where customer_id = $1 and not dirty)
      update core.need set answered_at = $3, answer = $4, met = $5, answer_recorded_at = $6 where customer_id = $1 and id = $2`,
    values: [customerId, id, given.answeredAt, given.answer, given.met, at],
  });
}
