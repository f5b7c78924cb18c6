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
    select month, channel, segment, sum(interactions) as contacts, sum(customers) as customers
    from core.contact_group_state where breakdown = 'channel' and cost_currency = ''
    group by 1, 2, 3 having sum(entries) > 0) g`,
  values: () => [],
};
