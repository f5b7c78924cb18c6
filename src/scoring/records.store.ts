import type { Reader } from '../sdk';
import { dayMs, type ModelDocument } from '../value';
import type { ValueRequest } from './value-request';

/** A request or need that was known, with the answer as far as it was given. */
export interface NeedRow {
  readonly slot: number;
  readonly id: string;
  readonly kind: 'request' | 'need';
  readonly topic: string;
  readonly channel: string | null;
  readonly raised_at: Date;
  readonly answered_at: Date | null;
  readonly met: string | null;
}

/** Requests and needs, in one statement. Those of consumers too: how they are served may be computed for everyone. */
export function readNeeds(reader: Reader, requests: readonly ValueRequest[]): Promise<readonly NeedRow[]> {
  return reader.query<NeedRow>({
    name: 'scoring-needs',
    text: `
      select a.slot::int as slot, n.id, n.kind, n.topic, n.channel, n.raised_at,
        case when n.answered_at <= least(a.at, coalesce(a.known_at, a.at)) then n.answered_at end as answered_at,
        case when n.answered_at <= least(a.at, coalesce(a.known_at, a.at)) then n.met end as met
      from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::int[], $5::int[])
        with ordinality as a (customer_id, at, known_at, brand_id, actor_id, slot)
      cross join lateral (
        select * from core.need k
        where k.customer_id = a.customer_id and k.raised_at <= a.at
          and (a.known_at is null or k.recorded_at <= a.known_at)
          and (a.brand_id is null or k.brand_id = a.brand_id) and a.actor_id is null
        offset 0
      ) n
      order by a.slot, n.raised_at, n.id`,
    values: columnsOf(requests),
  });
}

/** Money of one kind and basis, or of one entry. `plugin` null: an entry of the ledger, not a touch by the rate card. */
export interface MoneyRow {
  readonly slot: number;
  readonly id: string;
  readonly plugin: string | null;
  readonly kind: string;
  readonly basis: 'recorded' | 'modelled' | 'allocated';
  readonly currency: string;
  readonly amount_minor: number;
  readonly interaction_id: string | null;
  readonly occurred_at: Date | null;
}

/** How money is listed: `kinds` sums entries that are alike, `entries` names each. */
export type MoneyDetail = 'kinds' | 'entries';

/**
 * Money of the model's window, in one statement: what is recorded or allocated, and what contacts cost by the rate card.
 * Modelled turnover is left out: nobody paid it to us. Consumers have none.
 */
export function readMoney(
  reader: Reader,
  requests: readonly ValueRequest[],
  model: ModelDocument,
  detail: MoneyDetail,
): Promise<readonly MoneyRow[]> {
  return reader.query<MoneyRow>({
    name: 'scoring-money',
    text: money,
    values: [
      ...columnsOf(requests),
      requests.map(({ at }) => new Date(at.getTime() - model.money.windowDays * dayMs).toISOString()),
      detail === 'entries',
    ],
  });
}

const columnsOf = (requests: readonly ValueRequest[]) => [
  requests.map(({ customerId }) => customerId),
  requests.map(({ at }) => at.toISOString()),
  requests.map(({ knownAt }) => knownAt?.toISOString() ?? null),
  requests.map(({ brandId }) => brandId ?? null),
  requests.map(({ actorId }) => actorId ?? null),
];

const money = `
  with asked as materialized (
    select a.slot::int as slot, a.customer_id, a.at, a.known_at, a.brand_id, a.actor_id, a.since
    from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::int[], $5::int[], $6::timestamptz[])
      with ordinality as a (customer_id, at, known_at, brand_id, actor_id, since, slot)
    join core.customer c on c.id = a.customer_id and c.kind <> 'consumer'
  ), item as (
    select a.slot, e.id, null as plugin, e.kind, e.basis, e.currency, e.amount_minor, e.interaction_id,
      e.occurred_on::timestamp at time zone 'UTC' as occurred_at
    from asked a
    cross join lateral (
      select * from core.ledger_entry k
      where k.customer_id = a.customer_id
        and k.occurred_on > (a.since at time zone 'UTC')::date and k.occurred_on <= (a.at at time zone 'UTC')::date
        and (a.known_at is null or k.recorded_at <= a.known_at)
        and (k.retracted_at is null or k.retracted_at > a.known_at)
        and (a.brand_id is null or k.brand_id = a.brand_id) and a.actor_id is null
      offset 0
    ) e
    where e.basis <> 'modelled' or e.kind in ('touch_cost', 'service_cost', 'value_transfer')
    union all
    select a.slot, i.id, split_part(i.type, '.', 1), 'touch_cost', 'modelled', i.touch_cost_currency, -i.touch_cost_minor,
      i.id, i.occurred_at
    from asked a
    cross join lateral (
      select * from core.interaction k
      where k.customer_id = a.customer_id and k.occurred_at > a.since and k.occurred_at <= a.at
        and (a.known_at is null or k.recorded_at <= a.known_at)
        and (k.retracted_at is null or k.retracted_at > a.known_at)
        and (a.brand_id is null or k.brand_id = a.brand_id) and (a.actor_id is null or k.actor_id = a.actor_id)
        and k.touch_cost_minor is not null and k.filtered_code is null
      offset 0
    ) i
  )
  select slot, coalesce(case when $7 then id::text end, concat_ws(' ', coalesce(plugin, 'ledger'), kind, basis, currency)) as id,
    plugin, kind, basis, currency, sum(amount_minor)::bigint as amount_minor,
    case when $7 then (array_agg(interaction_id))[1] end as interaction_id, case when $7 then min(occurred_at) end as occurred_at
  from item
  group by slot, case when $7 then id::text end, plugin, kind, basis, currency
  order by slot, id`;
