import type { ReadContext } from '../sdk';
import { binder, prepared } from '../shared/prepared';
import { isValued } from '../shared/valued.sql';

/** What happened with a customer in a channel within some days. */
export interface ChannelUseRow {
  readonly customer_id: number;
  readonly channel: string;
  /** Touches that cost something by the rate card, and their cost. */
  readonly touches: number;
  readonly cost_minor: number;
  readonly currency: string | null;
  /** Contacts in which the customer took part. */
  readonly responses: number;
  readonly closed: boolean;
}

/** Use of channels by many customers in one statement; a row also for channels that are merely closed. Consumers have none. */
export function readChannelUse(
  { reader, visible }: Pick<ReadContext, 'reader' | 'visible'>,
  customerIds: readonly number[],
  from: Date,
  until: Date,
): Promise<readonly ChannelUseRow[]> {
  const values: unknown[] = [customerIds, from.toISOString(), until.toISOString()];
  const seen = visible('core.interaction', 'k', binder(values));
  return reader.query<ChannelUseRow>(
    prepared(
      'profitability-channel-use',
      `
      with asked as materialized (
        select c.id from core.customer c where c.id = any($1::bigint[]) and ${isValued('c')}
      ), used as (
        select a.id, i.channel, coalesce(sum(i.count) filter (where i.touch_cost_minor is not null), 0)::int as touches,
          coalesce(sum(i.touch_cost_minor), 0)::bigint as cost_minor, min(i.touch_cost_currency) as currency,
          coalesce(sum(i.count) filter (where i.direction <> 'out'), 0)::int as responses
        from asked a
        cross join lateral (
          select k.* from core.interaction k
          where k.customer_id = a.id and k.occurred_at > $2 and k.occurred_at <= $3 and k.retracted_at is null
            and k.filtered_code is null and ${seen}
          offset 0
        ) i
        group by a.id, i.channel
      )
      select a.id as customer_id, coalesce(u.channel, x.channel) as channel, coalesce(u.touches, 0) as touches,
        coalesce(u.cost_minor, 0) as cost_minor, u.currency, coalesce(u.responses, 0) as responses, x.channel is not null as closed
      from asked a
      join (
        used u full join (select k.customer_id, k.channel from core.channel_closure k where k.customer_id = any($1::bigint[])) x
          on x.customer_id = u.id and x.channel = u.channel
      ) on coalesce(u.id, x.customer_id) = a.id
      order by 1, 2`,
      values,
    ),
  );
}
