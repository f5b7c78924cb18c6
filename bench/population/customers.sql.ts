import type { Statement } from '../../src/sdk';
import { type PopulationSize, referenceCounts } from './size';

/** Customers of all kinds with their master data. Ids count from 1; one in twelve is an organisation. */
export function customers({ customers: count, seed }: PopulationSize): readonly Statement[] {
  const { regions, territories } = referenceCounts;
  return [
    {
      text: `insert into core.customer (kind, status, display_name, given_name, family_name, name_prefix, credentials,
          specialty, specialty_code, organization_name, segment, territory_id, country, created_at, updated_at)
        select k.kind, case when pg_temp.pick(n, $2 + 1, 40) = 0 then 'inactive' else 'active' end,
          case k.kind when 'organization' then 'Hospital ' || n else p.given || ' ' || p.family || ' ' || n end,
          case when k.kind <> 'organization' then p.given end,
          case when k.kind <> 'organization' then p.family || ' ' || n end,
          case when k.kind = 'professional' then 'Dr.' end,
          case when k.kind = 'professional' then 'MD' end,
          case when k.kind = 'professional' then p.specialty end,
          case when k.kind = 'professional' then '207R' || pg_temp.pick(n, $2 + 2, 90) + 10 || '00X' end,
          case when k.kind = 'organization' then 'Hospital ' || n || ' Ltd' end,
          case when pg_temp.pick(n, $2 + 3, 20) > 0
            then (array['A1', 'A2', 'A3', 'B1', 'B2', 'B3', 'C1', 'C2', 'C3'])[1 + pg_temp.pick(n, $2 + 4, 9)] end,
          $3::integer + 1 + pg_temp.pick(n, $2 + 5, $4::integer), 'US', at.at, at.at + interval '30 days'
        from generate_series(1, $1::bigint) n
        cross join lateral (select case when n % 12 = 0 then 'organization' when n % 50 = 1 then 'consumer'
          when n % 25 = 2 then 'stakeholder' else 'professional' end) k (kind)
        cross join lateral (select
          (array['Maria', 'James', 'Wei', 'Fatima', 'John', 'Olga', 'Pedro', 'Aisha'])[1 + pg_temp.pick(n, $2 + 6, 8)],
          (array['Smith', 'García', 'Müller', 'Okafor', 'Tanaka', 'Novák', 'Rossi'])[1 + pg_temp.pick(n, $2 + 7, 7)],
          (array['Cardiology', 'Internal Medicine', 'Nephrology', 'Oncology', 'Family Medicine'])[1 + pg_temp.pick(n, $2 + 8, 5)]
          ) p (given, family, specialty)
        cross join lateral (select timestamptz '2024-01-01Z' + pg_temp.pick(n, $2 + 9, 8000000) * interval '1 second') at (at)`,
      values: [count, seed, regions, territories],
    },
    {
      text: `insert into core.customer_identifier (system, value, customer_id, recorded_at)
        select s.system, s.prefix || lpad(c.id::text, 9, '0'), c.id, c.created_at
        from core.customer c cross join (values ('bench', 'C-'), ('us-npi', '1')) s (system, prefix)
        where s.system = 'bench' or c.kind = 'professional'`,
    },
    {
      text: `insert into core.contact_point (customer_id, source, ordinal, kind, value, point_use)
        select c.id, 'registry', p.ordinal, p.kind, p.value || c.id, p.point_use
        from core.customer c
        cross join (values (1, 'phone', '+1 555 0100 ', 'work'), (2, 'email', 'office@example.com?', null)) p (ordinal, kind, value, point_use)`,
    },
    {
      text: `insert into core.address (customer_id, source, ordinal, address_use, lines, city, region, postal_code, country)
        select c.id, 'registry', 1, 'practice', array[1 + c.id % 900 || ' Main Street', 'Suite ' || c.id % 40],
          (array['Boston', 'Chicago', 'Denver', 'Houston', 'Seattle'])[1 + pg_temp.pick(c.id, $1, 5)],
          (array['MA', 'IL', 'CO', 'TX', 'WA'])[1 + pg_temp.pick(c.id, $1, 5)], lpad((c.id % 99999)::text, 5, '0'), 'US'
        from core.customer c`,
      values: [seed + 20],
    },
    {
      text: `insert into core.customer_licence (customer_id, source, ordinal, number, region, specialty_code)
        select c.id, 'registry', 1, 'L' || c.id, 'MA', c.specialty_code from core.customer c where c.kind = 'professional'`,
    },
  ];
}
