import type { Basis, LedgerKind, ReadContext } from '../sdk';
import { binder, prepared } from '../shared/prepared';
import { isValued } from '../shared/valued.sql';

/** Sum of the entries of one customer, currency, kind and basis. `contacts` is set for costs by the rate card. */
export interface LedgerSum {
  readonly customer_id: number;
  readonly currency: string;
  readonly kind: LedgerKind;
  readonly basis: Basis;
  readonly from_rate_card: boolean;
  readonly amount_minor: number;
  readonly entries: number;
}

export interface Days {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Sums of all the customers in one statement, in a fixed order, over the entries and contacts that the caller may see. Days
 * are UTC. Consumers have none: no money per patient.
 */
export function ledgerSums(
  { reader, visible }: Pick<ReadContext, 'reader' | 'visible'>,
  customerIds: readonly number[],
  days: Days,
): Promise<readonly LedgerSum[]> {
  const values: unknown[] = [customerIds, days.from, days.to];
  const bind = binder(values);
  return reader.query<LedgerSum>(
    prepared(
      'ledger-sums',
      `with asked as (select id from core.customer c where id = any($1::bigint[]) and ${isValued('c')})
           select customer_id, currency, kind, basis, false as from_rate_card,
                  sum(amount_minor)::bigint as amount_minor, count(*)::int as entries
             from core.ledger_entry l
            where customer_id in (select id from asked) and retracted_at is null and ${visible('core.ledger_entry', 'l', bind)}
              and ($2::date is null or occurred_on >= $2) and ($3::date is null or occurred_on <= $3)
            group by 1, 2, 3, 4
           union all
           select customer_id, touch_cost_currency, 'touch_cost', 'modelled', true,
                  -sum(touch_cost_minor)::bigint, sum(count)::int
             from core.interaction i
            where customer_id in (select id from asked) and retracted_at is null and filtered_code is null
              and ${visible('core.interaction', 'i', bind)}
              and touch_cost_minor is not null
              and ($2::date is null or occurred_at >= ($2 + time '0:00') at time zone 'UTC')
              and ($3::date is null or occurred_at < ($3 + 1 + time '0:00') at time zone 'UTC')
            group by 1, 2
            order by 1, 2, 3, 4, 5`,
      values,
    ),
  );
}
