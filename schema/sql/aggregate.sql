-- Generated; `npm run golden` refreshes it.
-- What bench/operations/aggregate.graphql becomes.

with f as (
  select r.month as period, r.channel as channel, c.segment as segment, r.customer_id, sum(r.interactions) as contacts
  from core.rollup_customer_month r join core.customer c on c.id = r.customer_id
  where true
  group by 1, 2, 3, 4
), g as (
  select f.period, f.channel, f.segment, coalesce(sum(f.contacts)::bigint, 0) as contacts, coalesce(count(*), 0) as distinct_customers
  from f
  group by 1, 2, 3
) select *
from g
order by g.period nulls first, g.channel collate "C" nulls first, g.segment collate "C" nulls first
limit $1;
