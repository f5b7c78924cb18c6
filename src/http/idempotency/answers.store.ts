import { erasureLock } from '../../db/erasure-lock';
import type { Reader, Writer } from '../../sdk';

export interface StoredAnswer {
  readonly requestDigest: Buffer;
  /** Null: an erasure has removed it. */
  readonly answer: Buffer | null;
  readonly customerIds: readonly number[];
}

/**
 * Whether nobody else is at it; then nobody will be until the end of the transaction, however that comes. Nor does an erasure
 * run until then, which would not find the answer that is kept at the end.
 */
export async function takeTurn(writer: Writer, lock: string): Promise<boolean> {
  const [row] = await writer.query<{ readonly taken: boolean }>({
    name: 'idempotency-turn',
    text: 'select pg_try_advisory_xact_lock($1::bigint) as taken, pg_advisory_xact_lock_shared($2) as unerased',
    values: [lock, erasureLock],
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
