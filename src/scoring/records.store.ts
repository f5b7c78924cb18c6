import { quoteValidForDays } from '../accounting';
import type { Reader } from '../sdk';
import { isValued } from '../shared/valued.sql';
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

/** Requests and needs, as they were known, in one statement. Those of consumers too: how they are served may be computed for everyone. */
export function readNeeds(reader: Reader, requests: readonly ValueRequest[]): Promise<readonly NeedRow[]> {
  return reader.query<NeedRow>({
    name: 'scoring-needs',
    text: `
      select a.slot::int as slot, n.id, n.kind, n.topic, n.channel, n.raised_at,
        case when n.is_answered then n.answered_at end as answered_at, case when n.is_answered then n.met end as met
      from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::int[], $5::int[])
        with ordinality as a (customer_id, at, known_at, brand_id, actor_id, slot)
      cross join lateral (
        select k.*, k.answered_at <= a.at and (a.known_at is null or coalesce(k.answer_recorded_at, k.answered_at) <= a.known_at) as is_answered
        from (
          select id, kind, topic, channel, brand_id, raised_at, answered_at, answer_recorded_at, met
          from core.need
          where customer_id = a.customer_id and (a.known_at is null or coalesce(corrected_at, recorded_at) <= a.known_at)
            and (withdrawn_at is null or withdrawn_at > a.known_at)
          union all
          select need_id, kind, topic, channel, brand_id, raised_at, answered_at, answer_recorded_at, met
          from core.need_version
          where customer_id = a.customer_id and recorded_at <= a.known_at and superseded_at > a.known_at
        ) k
        where k.raised_at <= a.at and (a.brand_id is null or k.brand_id = a.brand_id) and a.actor_id is null
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
  /** How many entries it sums: in a currency other than the reporting one, equal amounts of equal quotes. */
  readonly entries: number;
  /** Units per base of its currency and of the reporting currency; null where the day has no quote. */
  readonly quote: string | null;
  readonly reporting_quote: string | null;
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
      model.reportingCurrency,
      quoteValidForDays,
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

/** The quote of an item's day or of one of the days before it, by the edition known then. */
const quoteOf = (currency: string): string => `
    left join lateral (
      select r.units_per_base::text as units from core.exchange_rate r
      where i.currency <> $8 and r.currency = ${currency} and r.edition <= i.edition
        and r.day <= (i.occurred_at at time zone 'UTC')::date and r.day > (i.occurred_at at time zone 'UTC')::date - $9::int
      order by r.day desc, r.edition desc limit 1
    )`;

const money = `
  with asked as materialized (
    select a.slot::int as slot, a.customer_id, a.at, a.known_at, a.brand_id, a.actor_id, a.since, v.id as edition, v.base
    from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::int[], $5::int[], $6::timestamptz[])
      with ordinality as a (customer_id, at, known_at, brand_id, actor_id, since, slot)
    join core.customer c on c.id = a.customer_id and ${isValued('c')}
    left join lateral (
      select x.id, x.base from core.exchange_rate_edition x
      where a.known_at is null or x.recorded_at <= a.known_at
      order by x.id desc limit 1
    ) v on true
  ), item as (
    select a.slot, a.edition, a.base, e.id, null as plugin, e.kind, e.basis, e.currency, e.amount_minor, e.interaction_id,
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
    select a.slot, a.edition, a.base, i.id, split_part(i.type, '.', 1), 'touch_cost', 'modelled', i.touch_cost_currency,
      -i.touch_cost_minor, i.id, i.occurred_at
    from asked a
    cross join lateral (
      select * from core.interaction k
      where k.customer_id = a.customer_id
        and (k.occurred_at at time zone 'UTC')::date > (a.since at time zone 'UTC')::date and k.occurred_at <= a.at
        and (a.known_at is null or k.recorded_at <= a.known_at)
        and (k.retracted_at is null or k.retracted_at > a.known_at)
        and (a.brand_id is null or k.brand_id = a.brand_id) and (a.actor_id is null or k.actor_id = a.actor_id)
        and k.touch_cost_minor is not null and k.filtered_code is null
      offset 0
    ) i
  ), quoted as (
    select i.*, case when i.currency = $8 then null when i.currency = i.base then '1' else q.units end as quote,
      case when i.currency = $8 then null when i.base = $8 then '1' else o.units end as reporting_quote,
      -- Sums of one currency are exact; other amounts are rounded one by one.
      case when i.currency <> $8 then i.amount_minor end as amount_alone
    from item i
    ${quoteOf('i.currency')} q on true
    ${quoteOf('$8')} o on true
  )
  select slot, coalesce(case when $7 then id::text end, concat_ws(' ', coalesce(plugin, 'ledger'), kind, basis, currency)) as id,
    plugin, kind, basis, currency, sum(amount_minor)::bigint as amount_minor, count(*)::int as entries, quote, reporting_quote,
    case when $7 then (array_agg(interaction_id))[1] end as interaction_id, case when $7 then min(occurred_at) end as occurred_at
  from quoted
  group by slot, case when $7 then id::text end, plugin, kind, basis, currency, quote, reporting_quote, amount_alone
  order by slot, id, amount_alone, quote, reporting_quote`;
