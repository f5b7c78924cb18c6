import { nullableText, number, object, quoted } from './json.sql';
import type { LimitUnit } from './limit-unit';

export const aggregateUnit: LimitUnit = {
  text: `select '{"data":{"interactionMetrics":{"rows":[' || coalesce(string_agg(${object({
    period: quoted('g.month::text'),
    channel: quoted('g.channel'),
    segment: nullableText('g.segment'),
    count: number('g.contacts'),
    distinctCustomers: number('g.customers'),
  })}, ',' order by g.month, g.channel collate "C", g.segment collate "C" nulls first), '') || ']}}}'
  from (
    select month, channel, segment, sum(contacts) as contacts, count(*) as customers
    from (
      select r.month, r.channel, c.segment, r.customer_id, sum(r.interactions) as contacts
      from core.rollup_customer_month r join core.customer c on c.id = r.customer_id group by 1, 2, 3, 4) each_customer
    group by 1, 2, 3) g`,
  values: () => [],
};
