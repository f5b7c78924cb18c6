import type { Reader, Writer } from '../../sdk';
import type { Area } from '../erasure/subject-tables.sql';

export interface LegalHoldRow {
  readonly customerId: number;
  readonly id: string;
  readonly areas: readonly Area[];
  readonly reason: string;
  readonly placedBy: string;
  readonly placedAt: Date;
  readonly endsAt: Date | null;
  readonly releasedAt: Date | null;
  readonly releasedBy: string | null;
}

const columns = `customer_id as "customerId", id, areas, reason, placed_by as "placedBy", placed_at as "placedAt",
  ends_at as "endsAt", released_at as "releasedAt", released_by as "releasedBy"`;

/** All holds of a customer, latest first. */
export function holdsOf(reader: Reader, customerId: number): Promise<readonly LegalHoldRow[]> {
  return reader.query({
    text: `select ${columns} from core.legal_hold where customer_id = $1 order by placed_at desc, id`,
    values: [customerId],
  });
}

/** Those that hold at an instant. */
export async function holdsAt(reader: Reader, customerId: number, at: Date): Promise<readonly LegalHoldRow[]> {
  const holds = await holdsOf(reader, customerId);
  return holds.filter(({ releasedAt, endsAt }) => releasedAt === null && (endsAt === null || endsAt > at));
}

export type NewHold = Omit<LegalHoldRow, 'releasedAt' | 'releasedBy'>;

/** Answers whether there is such a customer. */
export async function placeHold(writer: Writer, hold: NewHold): Promise<boolean> {
  const placed = await writer.execute({
    text: `insert into core.legal_hold (customer_id, id, areas, reason, placed_by, placed_at, ends_at)
      select id, $2, $3, $4, $5, $6, $7 from core.customer where id = $1 for update`,
    values: [hold.customerId, hold.id, hold.areas, hold.reason, hold.placedBy, hold.placedAt, hold.endsAt],
  });
  return placed === 1;
}

/** Answers the hold, null when there is none; one released before stays as it was. */
export async function releaseHold(
  writer: Writer,
  { customerId, id }: Pick<LegalHoldRow, 'customerId' | 'id'>,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<LegalHoldRow | null> {
  const [row] = await writer.query<LegalHoldRow>({
    text: `update core.legal_hold set released_at = coalesce(released_at, $3), released_by = coalesce(released_by, $4)
      where customer_id = $1 and id = $2 returning ${columns}`,
    values: [customerId, id, at, by],
  });
  return row ?? null;
}
