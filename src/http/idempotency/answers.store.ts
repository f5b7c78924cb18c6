import { erasureLock } from '../../db/erasure-lock';
import type { Reader, Writer } from '../../sdk';

export interface StoredAnswer {
  readonly requestDigest: Buffer;
  /** Null: an erasure has removed it. */
  readonly answer: Buffer | null;
  readonly customerIds: readonly number[];
}

/** Whether nobody else is at it; then nobody will be until the end of the transaction, however that comes. */
export async function takeTurn(writer: Writer, lock: string): Promise<boolean> {
  const [row] = await writer.query<{ readonly taken: boolean }>({
    name: 'idempotency-turn',
    text: 'select pg_try_advisory_xact_lock($1::bigint) as taken',
    values: [lock],
  });
  return row?.taken === true;
}

export async function readAnswer(reader: Reader, keyDigest: Buffer): Promise<StoredAnswer | null> {
  const [row] = await reader.query<{
    readonly request_digest: Buffer;
    readonly answer: Buffer | null;
    readonly customer_ids: readonly number[];
  }>({
    name: 'idempotent-answer',
    text: 'select request_digest, answer, customer_ids from core.idempotent_answer where key_digest = $1',
    values: [keyDigest],
  });
  if (row === undefined) return null;
  return { requestDigest: row.request_digest, answer: row.answer, customerIds: row.customer_ids };
}

/** `under way`: nobody may keep now what shows persons. `over`: one of these customers was erased since they were read. */
export type Erasing = 'no' | 'under way' | 'over';

/** Whether an erasure meets customers that an answer shows. With `no` the next one waits for the end of the transaction. */
export async function erasingAny(writer: Writer, customerIds: readonly number[]): Promise<Erasing> {
  // To wait could be to wait for an erasure that waits for what this transaction has written.
  const [lock] = await writer.query<{ readonly taken: boolean }>({
    text: 'select pg_try_advisory_xact_lock_shared($1) as taken',
    values: [erasureLock],
  });
  if (lock?.taken !== true) return 'under way';
  const erased = await writer.query({
    text: `select from unnest($1::bigint[]) as k (id) left join core.customer c on c.id = k.id
      where c.id is null or c.status_reason = 'erased' limit 1`,
    values: [customerIds],
  });
  return erased.length > 0 ? 'over' : 'no';
}

export async function keepAnswer(
  writer: Writer,
  { keyDigest, requestDigest, answer, customerIds }: StoredAnswer & { readonly keyDigest: Buffer },
  at: Date,
): Promise<void> {
  await writer.execute({
    name: 'keep-idempotent-answer',
    text: `insert into core.idempotent_answer (key_digest, request_digest, answer, customer_ids, answered_at)
      values ($1, $2, $3, $4::bigint[], $5)`,
    values: [keyDigest, requestDigest, answer, customerIds, at],
  });
}
