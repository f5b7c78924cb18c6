import type { Reader, Writer } from '../../sdk';
import type { Receipt } from './receipts';
import type { Area } from './subject-tables.sql';

export interface ErasureRow {
  readonly id: string;
  readonly ground: ErasureGround;
  readonly requestedBy: string;
  readonly erasedAt: Date;
  readonly heldAreas: readonly Area[];
  /** Whether the person is kept from coming back. */
  readonly marked: boolean;
}

export type ErasureGround = 'request' | 'objection' | 'retention' | 'unlawful';

export async function saveErasure(
  writer: Writer,
  erasure: Omit<ErasureRow, 'marked'> & { readonly customerId: number },
  receipts: readonly Receipt[],
): Promise<void> {
  const { id, customerId, ground, requestedBy, erasedAt, heldAreas } = erasure;
  await writer.execute({
    text: `insert into core.erasure (id, customer_id, ground, requested_by, erased_at, held_areas)
      values ($1, $2, $3, $4, $5, $6)`,
    values: [id, customerId, ground, requestedBy, erasedAt, heldAreas],
  });
  for (const { contributor, document, signature, keyId } of receipts) {
    await writer.execute({
      text: `insert into core.erasure_receipt (erasure_id, contributor, document, signature, key_id)
        values ($1, $2, $3, $4, $5)`,
      values: [id, contributor, document, signature, keyId],
    });
  }
}

/** The latest erasures first. */
export function readErasures(
  reader: Reader,
  { id, limit }: { readonly id?: string; readonly limit: number },
): Promise<readonly ErasureRow[]> {
  return reader.query({
    text: `select id, ground, requested_by as "requestedBy", erased_at as "erasedAt", held_areas as "heldAreas",
        exists (select from core.erasure_mark m where m.erasure_id = e.id) as marked
      from core.erasure e where $1::uuid is null or id = $1 order by erased_at desc, id desc limit $2`,
    values: [id ?? null, limit],
  });
}

/** The number that an erasure has left of a person; null when there is no such erasure. */
export async function erasedPerson(reader: Reader, erasureId: string): Promise<number | null> {
  const [row] = await reader.query<{ readonly customerId: number }>({
    text: 'select customer_id as "customerId" from core.erasure where id = $1',
    values: [erasureId],
  });
  return row?.customerId ?? null;
}

export interface StoredReceipt extends Receipt {
  readonly erasureId: string;
}

/** Receipts of these erasures; of all without. */
export function readReceipts(reader: Reader, erasureIds?: readonly string[]): Promise<readonly StoredReceipt[]> {
  return reader.query({
    text: `select erasure_id as "erasureId", contributor, document, signature, key_id as "keyId"
      from core.erasure_receipt where $1::uuid[] is null or erasure_id = any($1) order by 1, 2`,
    values: [erasureIds ?? null],
  });
}
