-- Generated; `npm run golden` refreshes it.
-- What bench/operations/aggregate.graphql becomes.

with s as materialized (
  select case when pg_current_xact_id_if_assigned() is null then (
    select version
    from core.contact_group_version
  ) || ' ' || (
    select count(*)
    from core.contact_group_change
  ) end as state
), g as (
  select r.month as period, r.channel as channel, c.segment as segment, coalesce(sum(r.interactions)::bigint, 0) as contacts, coalesce(sum(r.customers)::bigint, 0) as distinct_customers
  from core.contact_group_state r
  cross join lateral (
    select r.segment, r.territory_id
  ) c
  where r.breakdown = 'channel' and r.cost_currency = ''
  group by 1, 2, 3 having sum(r.entries) > 0
) select s.state, case when s.state = $8::text then null else (
  select case when count(*) < $7::bigint then coalesce(string_agg(o.object, ','), '') end
  from (
    select $1::text || coalesce('"' || g.period || '"', 'null') || $2::text || '"' || replace(replace(g.channel, '\', '\\'), '"', '\"') || '"' || $3::text || coalesce('"' || replace(replace(g.segment, '\', '\\'), '"', '\"') || '"', 'null') || $4::text || g.contacts || $5::text || g.distinct_customers || $6::text as object
    from g
    order by g.period nulls first, g.channel collate "C" nulls first, g.segment collate "C" nulls first
    limit $7::bigint
  ) o
) end as text
from s;
