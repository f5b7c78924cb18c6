import { appendDifferences, foldChanges } from '../../src/bi/groups/upkeep.sql';
import type { Statement } from '../../src/sdk';
import type { ContactKind } from './contact-kinds';

interface MeasureAmount {
  readonly kind: number;
  readonly measure: string;
  readonly amount: number;
}

/** The monthly figures that the intake would have kept up. */
export function rollups(kinds: readonly ContactKind[], amounts: readonly MeasureAmount[]): readonly Statement[] {
  return [
    {
      text: `insert into core.rollup_customer_month (customer_id, month, channel, type, brand_id, cost_currency, interactions, cost_minor)
        select customer_id, date_trunc('month', occurred_at, 'UTC')::date, channel, type, coalesce(brand_id, 0),
          coalesce(touch_cost_currency, ''), sum(count), coalesce(sum(touch_cost_minor), 0)
        from core.interaction where retracted_at is null and filtered_code is null
        group by 1, 2, 3, 4, 5, 6`,
    },
    {
      text: `insert into core.rollup_measure_month (customer_id, month, measure, channel, type, brand_id, value)
        select i.customer_id, date_trunc('month', i.occurred_at, 'UTC')::date, m.measure, i.channel, i.type,
          coalesce(i.brand_id, 0), trim_scale(sum(m.amount * i.count))
        from core.interaction i
        join unnest($1::text[], $2::jsonb[], $3::text[], $4::numeric[]) as m (type, details, measure, amount)
          on m.type = i.type and m.details = i.details
        where i.retracted_at is null and i.filtered_code is null
        group by 1, 2, 3, 4, 5, 6`,
      values: [
        amounts.map(({ kind }) => kinds[kind]?.type),
        amounts.map(({ kind }) => JSON.stringify(kinds[kind]?.details)),
        amounts.map(({ measure }) => measure),
        amounts.map(({ amount }) => amount),
      ],
    },
    { text: appendDifferences },
    { text: foldChanges },
  ];
}
