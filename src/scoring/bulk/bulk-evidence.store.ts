import type { Reader } from '../../sdk';
import { isValued } from '../../shared/valued.sql';
import { dayMs, horizonEpochs, type ValuePlan } from '../../value';
import { bucketShape } from '../bucket-shape';
import type { CustomerRuns } from './customer-runs';
import { inRuns } from './in-runs.sql';
import { noFirst, ownSigns, periodStarts } from './life';

/** What the values of customers are computed from: integers, row after row, as text; see `packedIntegers`. Null for no rows. */
export interface EvidenceColumns {
  /** Who is asked about, without consumers: `customer, is of another shape, has requests or needs`. */
  readonly standings: string | null;
  /** Live buckets: `customer, family, epochs before the instant's, actor, q30, mass30`. */
  readonly buckets: string | null;
  /**
   * Who took part since when: `customer, milliseconds of the first own event, periods with a positive one, has later
   * events`. {@link noFirst} where there is none.
   */
  readonly lives: string | null;
  /** Money of the window: `customer, sum in the reporting currency, has other currencies`. The rules are those of `readMoney`. */
  readonly nets: string | null;
}

/** `besideSaid`: buckets and lives are left out, since hooks have said what they come from. */
export type EvidencePart = 'whole' | 'besideSaid';

/** One statement: between two, the database would wait for a process that computes. */
export async function readEvidenceColumns(
  reader: Reader,
  runs: CustomerRuns,
  plan: ValuePlan,
  part: EvidencePart,
): Promise<EvidenceColumns> {
  const values = part === 'whole' ? [...shared(runs, plan), ...ofSignals(plan)] : shared(runs, plan);
  const [row] = await reader.query<EvidenceColumns>({ text: texts[part], values });
  return row ?? { standings: null, buckets: null, lives: null, nets: null };
}

function shared({ first, last }: CustomerRuns, { model, at }: ValuePlan): readonly unknown[] {
  return [
    first,
    last,
    bucketShape(model),
    new Date(at).toISOString(),
    new Date(at - model.money.windowDays * dayMs).toISOString(),
    model.reportingCurrency,
  ];
}

function ofSignals(plan: ValuePlan): readonly unknown[] {
  const { families } = plan;
  const own = [...ownSigns(plan)];
  return [
    families.map(({ signal }) => signal),
    families.map(({ halfLife }) => halfLife),
    families.map(({ epoch }) => epoch),
    families.map((_, place) => place),
    horizonEpochs,
    periodStarts(plan).map((start) => new Date(start).toISOString()),
    own.map(([signal]) => signal),
    own.map(([, sign]) => sign),
    noFirst,
  ];
}

const standings = `
  select string_agg(concat_ws(' ', k.id, (coalesce(v.bucket_shape, $3) <> $3)::int,
    (exists (select from core.need n where n.customer_id = k.id))::int), ',')
  from ${inRuns('core.customer', isValued('k'), 'id')}
  left join core.customer_value v on v.customer_id = k.id`;

const buckets = `
  select string_agg(concat_ws(' ', k.customer_id, f.place, f.epoch - k.epoch, k.actor_id, k.q30, k.mass30), ',')
  from ${inRuns('core.bucket')}
  join unnest($7::text[], $8::smallint[], $9::integer[], $10::integer[]) as f (signal, half_life, epoch, place)
    on f.signal = k.signal and f.half_life = k.half_life
  where k.epoch <= f.epoch and k.epoch > f.epoch - $11::integer`;

const lives = `
  select string_agg(concat_ws(' ', l.customer_id, coalesce(round(date_part('epoch', l.first) * 1000)::bigint, $15::bigint),
    coalesce(l.periods, 0), l.later::int), ',')
  from (
    select k.customer_id, min(k.occurred_at) filter (where k.occurred_at <= $4 and k.amount <> 0 and o.sign is not null) as first,
      bit_count(bit_or(1::bigint << width_bucket(k.occurred_at, $12::timestamptz[]))
        filter (where k.occurred_at <= $4 and k.occurred_at >= ($12::timestamptz[])[1] and o.sign * k.amount > 0)::bit(64)) as periods,
      bool_or(k.occurred_at > $4) as later
    from ${inRuns('core.contribution', 'k.retracted_at is null')}
    left join unnest($13::text[], $14::float8[]) as o (signal, sign) on o.signal = k.signal
    group by k.customer_id
  ) l`;

/** Conditions that the index on costs of contacts answers by itself. */
const costing = `k.retracted_at is null and k.filtered_code is null and k.touch_cost_minor is not null
  and k.occurred_at <= $4::timestamptz
  and k.occurred_at >= (($5::timestamptz at time zone 'UTC')::date + 1)::timestamp at time zone 'UTC'`;

const nets = `
  select string_agg(concat_ws(' ', s.customer_id, s.net, s.other::int), ',')
  from (
    select m.customer_id, coalesce(sum(m.amount_minor) filter (where m.currency = $6), 0)::bigint as net,
      bool_or(m.currency <> $6) as other
    from (
      select k.customer_id, k.amount_minor, k.currency
      from ${inRuns('core.ledger_entry', 'k.retracted_at is null')}
      where k.occurred_on > ($5::timestamptz at time zone 'UTC')::date and k.occurred_on <= ($4::timestamptz at time zone 'UTC')::date
        and (k.basis <> 'modelled' or k.kind in ('touch_cost', 'service_cost', 'value_transfer'))
      union all
      select k.customer_id, -k.touch_cost_minor, k.touch_cost_currency
      from ${inRuns('core.interaction', costing)}
    ) m
    group by m.customer_id
  ) s`;

const texts: Readonly<Record<EvidencePart, string>> = {
  whole: `select (${standings}) as standings, (${buckets}) as buckets, (${lives}) as lives, (${nets}) as nets`,
  besideSaid: `select (${standings}) as standings, null as buckets, null as lives, (${nets}) as nets`,
};
