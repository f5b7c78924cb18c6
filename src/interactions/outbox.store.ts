import type { Reader } from '../sdk';

/** What one committed batch of the intake changed, as keys: the rows are read by whoever shows them. */
export interface BatchNews {
  /** Customer, interaction and interaction type of each contact stored. */
  readonly interactions: readonly (readonly [customerId: number, interactionId: string, type: string])[];
  /** Customers whose relationship value changed. */
  readonly values: readonly number[];
}

export interface OutboxRow {
  readonly id: number;
  readonly payload: BatchNews;
}

/** Id of the newest row; 0 when there is none. */
export async function newestOutboxId(reader: Reader): Promise<number> {
  const [row] = await reader.query<{ readonly id: number }>({
    text: 'select coalesce(max(id), 0) as id from core.outbox',
  });
  return row?.id ?? 0;
}

export function outboxRows(reader: Reader, ids: readonly number[]): Promise<readonly OutboxRow[]> {
  return reader.query<OutboxRow>({
    text: 'select id, payload from core.outbox where id = any($1::bigint[]) order by id',
    values: [ids],
  });
}

/** Rows past `floor` other than the known ones, oldest first, a thousand at most. */
export function outboxRowsMissed(
  reader: Reader,
  floor: number,
  known: readonly number[],
): Promise<readonly OutboxRow[]> {
  return reader.query<OutboxRow>({
    text: `select id, payload from core.outbox
            where id > $1 and not (id = any($2::bigint[]))
            order by id limit 1000`,
    values: [floor, known],
  });
}
