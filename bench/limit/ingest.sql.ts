import type { LimitUnit } from './limit-unit';

const rows = (table: string, key: string): string =>
  `jsonb_populate_recordset(null::core.${table}, (select body from given) -> '${key}')`;
const monthOf = (column: string): string => `date_trunc('month', ${column}, 'UTC')::date`;

/** All that is written for a batch, in one statement, from rows that are ready. */
export const ingestUnit: LimitUnit = {
  text: `with given as materialized (select $1::jsonb as body),
  locked as (
    select c.id from core.customer c
    where c.id in (select customer_id from ${rows('intake_claim', 'claims')}) order by c.id for no key update
  ), claim as (
    insert into core.intake_claim select r.* from ${rows('intake_claim', 'claims')} r join locked on locked.id = r.customer_id
    order by r.source_key on conflict do nothing returning subject_id
  ), contact as (
    insert into core.interaction select r.* from ${rows('interaction', 'contacts')} r join claim on claim.subject_id = r.id
    returning *
  ), contribution as (
    insert into core.contribution select r.* from ${rows('contribution', 'contributions')} r
    join claim on claim.subject_id = r.event_id
  ), bucket as (
    insert into core.bucket as b (customer_id, signal, half_life, epoch, brand_id, actor_id, q30, mass30, n)
    select customer_id, signal, half_life, epoch, brand_id, actor_id, q30, mass30, n from ${rows('bucket', 'buckets')} r
    on conflict (customer_id, signal, half_life, epoch, brand_id, actor_id)
    do update set q30 = b.q30 + excluded.q30, mass30 = b.mass30 + excluded.mass30, n = b.n + excluded.n
  ), evidence as (
    insert into core.adoption_evidence select r.* from ${rows('adoption_evidence', 'evidence')} r
    join claim on claim.subject_id = r.event_id
  ), month as (
    insert into core.rollup_customer_month as t
      (customer_id, month, channel, type, brand_id, cost_currency, interactions, cost_minor)
    select customer_id, ${monthOf('occurred_at')}, channel, type, coalesce(brand_id, 0), coalesce(touch_cost_currency, ''),
      sum(count), coalesce(sum(touch_cost_minor), 0)
    from contact where filtered_code is null group by 1, 2, 3, 4, 5, 6
    on conflict (customer_id, month, channel, type, brand_id, cost_currency)
    do update set interactions = t.interactions + excluded.interactions, cost_minor = t.cost_minor + excluded.cost_minor
  ), measure as (
    insert into core.rollup_measure_month as t (customer_id, month, measure, channel, type, brand_id, value)
    select c.customer_id, ${monthOf('c.occurred_at')}, m.measure, c.channel, c.type, coalesce(c.brand_id, 0),
      sum((c.details ->> m.path)::numeric * c.count)
    from contact c join jsonb_to_recordset((select body from given) -> 'measures') as m (measure text, type text, path text)
      on m.type = c.type and jsonb_typeof(c.details -> m.path) = 'number'
    where c.filtered_code is null group by 1, 2, 3, 4, 5, 6
    on conflict (customer_id, month, measure, channel, type, brand_id) do update set value = t.value + excluded.value
  ), marked as (
    update core.customer_value set dirty = true where customer_id in (select customer_id from contact) and not dirty
  ), news as (
    insert into core.outbox (created_at, payload) select now(), jsonb_build_object(
      'interactions', (select jsonb_agg(jsonb_build_array(customer_id, id, type)) from contact),
      'values', (select jsonb_agg(distinct customer_id) from contact))
    returning id
  )
  select '{"data":{"stored":' || (select count(*) from claim) || '}}' || (select pg_notify('bench', id::text)::text from news)`,
  values: ({ replay }) => [replay],
};
