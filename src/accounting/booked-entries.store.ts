import type { Basis, LedgerKind, ReadContext, Reader } from '../sdk';
import { binder, prepared } from '../shared/prepared';
import { isValued } from '../shared/valued.sql';

/** A customer and the days whose money is asked for, both ends included; null leaves an end open. */
export interface AccountRequest {
  readonly customerId: number;
  readonly from: string | null;
  readonly to: string | null;
}

export interface RateChoice {
  readonly reportingCurrency: string;
  /** How many days a quote holds, its own included, unless a newer one exists. */
  readonly validForDays: number;
  /** The edition to convert by; null for the latest. */
  readonly edition: number | null;
  /** Entries as they were known at an instant; null for what is known now. */
  readonly knownAt: Date | null;
  /** Which entries and contacts count; absent: all. */
  readonly visible?: ReadContext['visible'] | undefined;
}

/** One entry of the ledger, or what one contact cost by the rate card, with the quotes of its day. */
export interface BookedRow {
  /** Place of the request in the list, counting from 1. */
  readonly slot: number;
  readonly entry_id: string;
  readonly interaction_id: string | null;
  readonly kind: LedgerKind;
  readonly basis: Basis;
  readonly from_rate_card: boolean;
  readonly currency: string;
  readonly occurred_on: string;
  readonly amount_minor: number;
  /** Units per base of the entry's currency and of the reporting currency; null where the day has no quote. */
  readonly quote: string | null;
  readonly reporting_quote: string | null;
}

interface KnownRow {
  readonly slot: number;
  readonly entry_id: null;
  readonly edition: number | null;
  readonly edition_hash: string | null;
}

export type AccountRow = BookedRow | KnownRow;

/**
 * The money of many customers entry by entry, in one statement and in a fixed order; one row without entry for each customer
 * whose money is computed, with the edition of the rates. Days are UTC. Consumers have none: no money per patient.
 */
export function readAccounts(
  reader: Reader,
  requests: readonly AccountRequest[],
  { reportingCurrency, validForDays, edition, knownAt, visible = () => 'true' }: RateChoice,
): Promise<readonly AccountRow[]> {
  const values: unknown[] = [
    requests.map(({ customerId }) => customerId),
    requests.map(({ from }) => from),
    requests.map(({ to }) => to),
    knownAt?.toISOString() ?? null,
    reportingCurrency,
    edition,
    validForDays,
  ];
  const bind = binder(values);
  const seen = { entries: visible('core.ledger_entry', 'l', bind), contacts: visible('core.interaction', 'i', bind) };
  return reader.query<AccountRow>(prepared('accounting-read-accounts', accounts(seen), values));
}

const known = (alias: string): string =>
  `(($4::timestamptz is null and ${alias}.retracted_at is null)
    or (${alias}.recorded_at <= $4 and (${alias}.retracted_at is null or ${alias}.retracted_at > $4)))`;

const quoteOf = (currency: string): string => `
  left join lateral (
    select r.units_per_base::text as units from core.exchange_rate r
    where r.currency = ${currency} and r.day <= e.occurred_on and r.day > e.occurred_on - $7::int and r.edition <= v.id
    order by r.day desc, r.edition desc limit 1
  )`;

/** Lateral index ranges per customer, as everywhere that may run right after a bulk import. */
const accounts = (seen: { readonly entries: string; readonly contacts: string }): string => `
  with asked as materialized (
    select a.slot::int as slot, a.customer_id, coalesce(a.from_day, '-infinity') as from_day, coalesce(a.to_day, 'infinity') as to_day
    from unnest($1::bigint[], $2::date[], $3::date[]) with ordinality as a (customer_id, from_day, to_day, slot)
    join core.customer c on c.id = a.customer_id and ${isValued('c')}
  ), rates as materialized (
    select x.id, x.hash, x.base from core.exchange_rate_edition x where ($6::int is null or x.id = $6) and ($4::timestamptz is null or x.recorded_at <= $4) order by x.id desc limit 1
  ), entry as (
    select a.slot, l.*
    from asked a
    cross join lateral (
      select l.id::text as entry_id, l.interaction_id::text as interaction_id, l.kind, l.basis, false as from_rate_card,
        l.currency, l.occurred_on, l.amount_minor
      from core.ledger_entry l
      where l.customer_id = a.customer_id and l.occurred_on between a.from_day and a.to_day and ${known('l')} and ${seen.entries}
      offset 0
    ) l
    union all
    select a.slot, i.*
    from asked a
    cross join lateral (
      select i.id::text as entry_id, i.id::text as interaction_id, 'touch_cost', 'modelled', true, i.touch_cost_currency,
        (i.occurred_at at time zone 'UTC')::date as occurred_on, -i.touch_cost_minor
      from core.interaction i
      where i.customer_id = a.customer_id and i.filtered_code is null and i.touch_cost_minor is not null
        -- The days once more as instants, which the index of the timeline knows.
        and i.occurred_at >= a.from_day - 1 and i.occurred_at < a.to_day + 2
        and (i.occurred_at at time zone 'UTC')::date between a.from_day and a.to_day and ${known('i')}
        and ${seen.contacts}
      offset 0
    ) i
  )
  select a.slot, null as entry_id, null as interaction_id, null as kind, null as basis, null::boolean as from_rate_card,
    null as currency, null::date as occurred_on, null::bigint as amount_minor, null as quote, null as reporting_quote,
    v.id as edition, v.hash as edition_hash
  from asked a left join rates v on true
  union all
  select e.slot, e.entry_id, e.interaction_id, e.kind, e.basis, e.from_rate_card, e.currency, e.occurred_on, e.amount_minor,
    case when e.currency = v.base then '1' else q.units end, case when v.base = $5 then '1' else o.units end, null, null
  from entry e
  left join rates v on e.currency <> $5
  ${quoteOf('e.currency')} q on true
  ${quoteOf('$5')} o on true
  order by slot, entry_id nulls first, from_rate_card`;
