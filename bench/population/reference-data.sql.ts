import type { Statement } from '../../src/sdk';
import { type PopulationSize, referenceCounts } from './size';

/** Brands, territories in regions, team members and contents. Their ids count from 1: the tables were empty. */
export function referenceData({ seed }: PopulationSize, channels: readonly string[]): readonly Statement[] {
  const { brands, regions, territories, teamMembers, contents } = referenceCounts;
  return [
    {
      text: `insert into core.brand (code, name)
        select 'BRAND-' || n, (array['Cardivane', 'Neurolis', 'Pulmoral', 'Dermavit', 'Oncavel', 'Glucoris', 'Renalix', 'Immunor'])[n]
        from generate_series(1, $1::integer) n`,
      values: [brands],
    },
    {
      text: `insert into core.territory (code, name, country)
        select 'R' || n, 'Region ' || n, 'US' from generate_series(1, $1::integer) n`,
      values: [regions],
    },
    {
      text: `insert into core.territory (code, name, parent_id, country)
        select 'T' || n, 'Territory ' || n, 1 + n % $2::integer, 'US' from generate_series(1, $1::integer) n`,
      values: [territories, regions],
    },
    {
      text: `insert into core.team_member (code, name, role, territory_id)
        select 'REP-' || n, (array['Anna', 'Ben', 'Clara', 'David', 'Emma'])[1 + n % 5] || ' Person ' || n,
          (array['representative', 'representative', 'medical liaison'])[1 + n % 3],
          $2::integer + 1 + pg_temp.pick(n, $4::bigint, $3::integer)
        from generate_series(1, $1::integer) n`,
      values: [teamMembers, regions, territories, seed],
    },
    {
      text: `insert into core.content (code, title, brand_id, channel, approved_from)
        select 'CONTENT-' || n, 'Message ' || n || ' of an approved campaign', 1 + n % $2::integer,
          ($3::text[])[1 + n % cardinality($3::text[])], date '2024-06-01' + n
        from generate_series(1, $1::integer) n`,
      values: [contents, brands, channels],
    },
  ];
}
