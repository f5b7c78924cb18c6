import type { Reader } from '../sdk';
import { dayMs, type ModelDocument, type Touch } from '../value';

interface TouchRow {
  readonly customer_id: number;
  readonly signal: string;
  readonly amount: number;
  readonly occurred_at: Date;
}

/** What weighs less than a millionth of itself is not read. */
const halfLivesRead = 20;

/** Contacts that still weigh on these customers, of whatever kind they are: consumers, too, must not be overrun. */
export async function readTouches(
  reader: Reader,
  customerIds: readonly number[],
  at: Date,
  { signals, pressure }: ModelDocument,
): Promise<readonly (Touch & { readonly customerId: number })[]> {
  const heavy = Object.entries(signals).filter(([, { load }]) => load > 0);
  const rows = await reader.query<TouchRow>({
    name: 'scoring-touches',
    text: `
      select c.customer_id, c.signal, c.amount, c.occurred_at
      from unnest($1::bigint[]) as a (customer_id)
      cross join lateral (
        select * from core.contribution k
        where k.customer_id = a.customer_id and k.occurred_at <= $2 and k.occurred_at > $3 and k.retracted_at is null
        offset 0
      ) c
      where c.signal = any($4::text[])
      order by c.customer_id, c.occurred_at, c.event_id, c.ordinal`,
    values: [
      customerIds,
      at.toISOString(),
      new Date(at.getTime() - halfLivesRead * pressure.halfLifeDays * dayMs).toISOString(),
      heavy.map(([signal]) => signal),
    ],
  });
  return rows.map(({ customer_id, signal, amount, occurred_at }) => {
    return { customerId: customer_id, signal, amount, occurredAt: occurred_at.getTime() };
  });
}
