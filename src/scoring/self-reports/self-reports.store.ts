import type { Reader } from '../../sdk';
import { isValued } from '../../shared/valued.sql';
import { effectiveWeight, type ModelDocument } from '../../value';
import type { MonthlyPoints } from './judge-months';

interface MonthRow {
  readonly team_member_id: number;
  readonly month: string;
  readonly self_points: number;
  readonly self_events: number;
  readonly verified_points: number;
  readonly plugins: readonly string[];
}

/** From the first day of a month up to the first day of another one, which is not in it: `YYYY-MM-DD`. */
export interface MonthSpan {
  readonly from: string;
  readonly until: string;
}

/**
 * By team member and month (UTC) with a contact: points of self-reported signals the member took part in, and points of
 * verified signals of the same customers in the same month, whoever took part. Points as they came in: neither decayed
 * nor saturated. Signals that cost points and consumers are left out. One statement over the log of these months.
 */
export async function readMonthlyPoints(
  reader: Reader,
  { signals }: Pick<ModelDocument, 'signals'>,
  { from, until }: MonthSpan,
): Promise<readonly MonthlyPoints[]> {
  const earning = Object.entries(signals).filter(([, signal]) => effectiveWeight(signal) > 0);
  const rows = await reader.query<MonthRow>({
    name: 'scoring-self-reports',
    text: monthlyPoints,
    values: [
      earning.map(([id]) => id),
      earning.map(([, signal]) => effectiveWeight(signal)),
      earning.map(([, { verified }]) => verified),
      from,
      until,
    ],
  });
  return rows.map((row) => ({
    teamMemberId: row.team_member_id,
    month: row.month,
    selfReportedPoints: row.self_points,
    selfReportedEvents: row.self_events,
    verifiedPoints: row.verified_points,
    plugins: row.plugins,
  }));
}

// Sums of numerics do not depend on the order of rows.
const monthlyPoints = `
  with said as materialized (
    select c.customer_id, c.actor_id, to_char(c.occurred_at at time zone 'UTC', 'YYYY-MM-01') as month, s.verified, c.plugin,
      sum((c.amount * s.weight)::numeric) as points, count(distinct c.event_id) as events
    from core.contribution c
    join unnest($1::text[], $2::float8[], $3::boolean[]) as s (signal, weight, verified) on s.signal = c.signal
    join core.customer p on p.id = c.customer_id and ${isValued('p')}
    where c.retracted_at is null and c.occurred_at >= $4::timestamp at time zone 'UTC'
      and c.occurred_at < $5::timestamp at time zone 'UTC'
    group by 1, 2, 3, 4, 5
  ), own as (
    select actor_id, month, sum(points) filter (where not verified) as points,
      sum(events) filter (where not verified) as events,
      array_agg(distinct plugin order by plugin) filter (where not verified) as plugins
    from said where actor_id <> 0 group by 1, 2
  ), beside as (
    select o.actor_id, o.month, sum(s.points) as points
    from (select distinct actor_id, month, customer_id from said where actor_id <> 0) o
    join said s on s.customer_id = o.customer_id and s.month = o.month and s.verified
    group by 1, 2
  )
  select o.actor_id as team_member_id, o.month, coalesce(o.points, 0)::float8 as self_points,
    coalesce(o.events, 0)::int as self_events, coalesce(b.points, 0)::float8 as verified_points,
    coalesce(o.plugins, '{}') as plugins
  from own o left join beside b on b.actor_id = o.actor_id and b.month = o.month
  order by o.actor_id, o.month`;
