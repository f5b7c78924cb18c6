import type { Reader } from '../../sdk';
import { isValued } from '../../shared/valued.sql';
import { dayMs, effectiveWeight, horizonEpochs, type ValuePlan } from '../../value';
import { packedIntegers } from './packed';

/** Integers of many rows, one row after another. */
export type Packed = Float64Array;

/** Stands where a customer has no first event. */
export const noFirst = -Number.MAX_SAFE_INTEGER;

/** Customers as the literal of an array: made once for all statements of a batch. */
export const idsLiteral = (customerIds: readonly number[]): string => `{${customerIds.join(',')}}`;

async function readPacked(reader: Reader, text: string, values: readonly unknown[]): Promise<Packed> {
  const [row] = await reader.query<{ readonly packed: string | null }>({ text, values });
  return packedIntegers(row?.packed ?? null);
}

/**
 * Who is asked about, without consumers: `customer, is of another shape, has requests or needs`.
 * @param ids see {@link idsLiteral}
 */
export function readStandings(reader: Reader, ids: string, shape: string): Promise<Packed> {
  const text = `
    select string_agg(concat_ws(' ', c.id, (coalesce(v.bucket_shape, $2) <> $2)::int,
      (exists (select from core.need n where n.customer_id = c.id))::int), ',') as packed
    from core.customer c
    left join core.customer_value v on v.customer_id = c.id
    where c.id = any($1::bigint[]) and ${isValued('c')}`;
  return readPacked(reader, text, [ids, shape]);
}

/** Live buckets: `customer, family, epochs before the instant's, actor, q30, mass30`. */
export function readBuckets(reader: Reader, ids: string, { families }: ValuePlan): Promise<Packed> {
  const text = `
    select string_agg(concat_ws(' ', k.customer_id, f.place, f.epoch - k.epoch, k.actor_id, k.q30, k.mass30), ',') as packed
    from core.bucket k
    join unnest($2::text[], $3::smallint[], $4::integer[], $5::integer[]) as f (signal, half_life, epoch, place)
      on f.signal = k.signal and f.half_life = k.half_life
    where k.customer_id = any($1::bigint[]) and k.epoch <= f.epoch and k.epoch > f.epoch - $6::integer`;
  return readPacked(reader, text, [
    ids,
    families.map(({ signal }) => signal),
    families.map(({ halfLife }) => halfLife),
    families.map(({ epoch }) => epoch),
    families.map((_, place) => place),
    horizonEpochs,
  ]);
}

/**
 * Who took part since when: `customer, milliseconds of the first own event, periods with a positive one, has later events`.
 * {@link noFirst} where there is none.
 */
export function readLives(reader: Reader, ids: string, { model, at }: ValuePlan): Promise<Packed> {
  const own = Object.entries(model.signals).filter(([, { direction }]) => direction !== 'out');
  const { periodDays, periods } = model.durability;
  const text = `
    select string_agg(concat_ws(' ', l.customer_id, coalesce(round(date_part('epoch', l.first) * 1000)::bigint, $6::bigint),
      coalesce(l.periods, 0), l.later::int), ',') as packed
    from (
      select k.customer_id, min(k.occurred_at) filter (where k.occurred_at <= $2 and k.amount <> 0 and o.sign is not null) as first,
        bit_count(bit_or(1::bigint << width_bucket(k.occurred_at, $3::timestamptz[]))
          filter (where k.occurred_at <= $2 and k.occurred_at >= ($3::timestamptz[])[1] and o.sign * k.amount > 0)::bit(64)) as periods,
        bool_or(k.occurred_at > $2) as later
      from core.contribution k
      left join unnest($4::text[], $5::float8[]) as o (signal, sign) on o.signal = k.signal
      where k.customer_id = any($1::bigint[]) and k.retracted_at is null
      group by k.customer_id
    ) l`;
  return readPacked(reader, text, [
    ids,
    new Date(at).toISOString(),
    Array.from({ length: periods }, (_, index) => {
      return new Date(Math.floor(at - (periods - index) * periodDays * dayMs) + 1).toISOString();
    }),
    own.map(([signal]) => signal),
    own.map(([, signal]) => Math.sign(effectiveWeight(signal))),
    noFirst,
  ]);
}

/** Money of the window: `customer, sum in the reporting currency, has other currencies`. The rules are those of `readMoney`. */
export function readNets(reader: Reader, ids: string, { model, at }: ValuePlan): Promise<Packed> {
  const text = `
    select string_agg(concat_ws(' ', s.customer_id, s.net, s.other::int), ',') as packed
    from (
      select m.customer_id, coalesce(sum(m.amount_minor) filter (where m.currency = $4), 0)::bigint as net,
        bool_or(m.currency <> $4) as other
      from (
        select e.customer_id, e.amount_minor, e.currency
        from core.ledger_entry e
        where e.customer_id = any($1::bigint[]) and e.retracted_at is null
          and e.occurred_on > ($3::timestamptz at time zone 'UTC')::date and e.occurred_on <= ($2::timestamptz at time zone 'UTC')::date
          and (e.basis <> 'modelled' or e.kind in ('touch_cost', 'service_cost', 'value_transfer'))
        union all
        select i.customer_id, -i.touch_cost_minor, i.touch_cost_currency
        from core.interaction i
        where i.customer_id = any($1::bigint[]) and i.retracted_at is null and i.filtered_code is null
          and i.touch_cost_minor is not null and i.occurred_at <= $2::timestamptz
          and i.occurred_at >= (($3::timestamptz at time zone 'UTC')::date + 1)::timestamp at time zone 'UTC'
      ) m
      group by m.customer_id
    ) s`;
  return readPacked(reader, text, [
    ids,
    new Date(at).toISOString(),
    new Date(at - model.money.windowDays * dayMs).toISOString(),
    model.reportingCurrency,
  ]);
}
