import type { Statement } from '../../src/sdk';
import { type PopulationSize, referenceCounts } from './size';

/** Relationships (two people and a brand each), affiliations with organisations, needs, money and closed channels. */
export function ties(size: PopulationSize, channels: readonly string[]): readonly Statement[] {
  return [relationships(size), affiliations(size), needs(size), ledger(size), closures(size, channels)];
}

const relationships = ({ seed }: PopulationSize): Statement => ({
  text: `insert into core.relationship (customer_id, id, team_member_id, brand_id, role, since, until, source, source_key)
    select c.id, md5('relationship ' || c.id || ' ' || n)::uuid,
      case when n < 3 then 1 + pg_temp.pick(c.id * 3 + n, $1 + 30, $2::integer) end,
      case when n = 3 then 1 + pg_temp.pick(c.id, $1 + 31, $3::integer) end,
      (array['account owner', 'medical contact', 'adopter'])[n],
      date '2024-01-01' + pg_temp.pick(c.id * 3 + n, $1 + 32, 900),
      case when pg_temp.pick(c.id * 3 + n, $1 + 33, 9) = 0 then date '2026-10-01' end, 'bench', c.id || ' ' || n
    from core.customer c cross join generate_series(1, 3) n`,
  values: [seed, referenceCounts.teamMembers, referenceCounts.brands],
});

const affiliations = ({ customers, seed }: PopulationSize): Statement => ({
  text: `insert into core.affiliation (customer_id, id, other_customer_id, role, since, source, source_key)
    select c.id, md5('affiliation ' || c.id || ' ' || n)::uuid, o.id,
      (array['practises at', 'teaches at'])[n], date '2023-01-01' + pg_temp.pick(c.id * 2 + n, $1 + 40, 1000), 'bench', c.id || ' ' || n
    from core.customer c
    cross join generate_series(1, 2) n
    join core.customer o on o.id = 12 * (1 + pg_temp.pick(c.id * 2 + n, $1 + 41, greatest($2::integer / 12, 1)))
    where c.kind = 'professional' and (n = 1 or c.id % 3 = 0)`,
  values: [seed, customers],
});

const needs = ({ seed }: PopulationSize): Statement => ({
  text: `insert into core.need (customer_id, id, kind, topic, text, brand_id, channel, raised_at, recorded_at, answered_at,
      answer, met, source, source_key)
    select c.id, md5('need ' || c.id || ' ' || n)::uuid, (array['request', 'need'])[n],
      (array['samples', 'study data', 'dosing', 'congress'])[1 + pg_temp.pick(c.id + n, $1 + 50, 4)],
      'Asked for it in a conversation', 1 + pg_temp.pick(c.id + n, $1 + 51, $2::integer), null, at.at, at.at,
      case when answered then at.at + interval '3 days' end, case when answered then 'Sent by mail' end,
      case when answered then (array[0, 0.5, 1])[1 + pg_temp.pick(c.id + n, $1 + 52, 3)] end, 'bench', c.id || ' ' || n
    from core.customer c
    cross join generate_series(1, 2) n
    cross join lateral (select pg_temp.pick(c.id + n, $1 + 53, 3) > 0) a (answered)
    cross join lateral (select timestamptz '2025-12-01Z' + pg_temp.pick(c.id * 2 + n, $1 + 54, 28000000) * interval '1 second') at (at)
    where n = 1 or c.id % 2 = 0`,
  values: [seed, referenceCounts.brands],
});

const ledger = ({ seed }: PopulationSize): Statement => ({
  text: `insert into core.ledger_entry (customer_id, id, kind, amount_minor, currency, basis, occurred_on, recorded_at, brand_id,
      source, source_key)
    select c.id, md5('ledger ' || c.id || ' ' || n)::uuid, (array['revenue', 'service_cost'])[n],
      1000 + pg_temp.pick(c.id * 2 + n, $1 + 60, 900000), 'EUR', 'recorded', on_.day, on_.day + interval '1 day',
      1 + pg_temp.pick(c.id + n, $1 + 61, $2::integer), 'bench', c.id || ' ' || n
    from core.customer c
    cross join generate_series(1, 2) n
    cross join lateral (select date '2025-11-01' + pg_temp.pick(c.id * 2 + n, $1 + 62, 370)) on_ (day)`,
  values: [seed, referenceCounts.brands],
});

const closures = ({ seed }: PopulationSize, channels: readonly string[]): Statement => ({
  text: `insert into core.channel_closure (customer_id, channel, closed_at, reason)
    select c.id, ($2::text[])[1 + pg_temp.pick(c.id, $1 + 71, cardinality($2::text[]))], timestamptz '2026-08-01Z', 'Unsubscribed'
    from core.customer c where pg_temp.pick(c.id, $1 + 70, 20) = 0`,
  values: [seed, channels],
});
