import type { Statement } from '../../src/sdk';
import type { ContactKind } from './contact-kinds';
import { lastContact, type PopulationSize, referenceCounts } from './size';

/** Contacts spread over two years, channels and customers; one in fifty was retracted and one in forty filtered. */
export function interactions(size: PopulationSize, kinds: readonly ContactKind[]): Statement {
  const { customers, interactions: count, seed } = size;
  const { brands, teamMembers, contents } = referenceCounts;
  return {
    text: `insert into core.interaction (customer_id, id, type, channel, direction, occurred_at, recorded_at, retracted_at,
        brand_id, actor_id, content_id, source, source_key, details, filtered_code, filtered_reason, touch_cost_minor,
        touch_cost_currency)
      select 1 + pg_temp.pick(n, $1 + 80, $6::integer), md5('interaction ' || n)::uuid, k.type, k.channel, k.direction,
        at.at, at.at + interval '1 hour', case when pg_temp.pick(n, $1 + 81, 50) = 0 then at.at + interval '2 days' end,
        case when pg_temp.pick(n, $1 + 82, 10) > 0 then 1 + pg_temp.pick(n, $1 + 83, $8::integer) end,
        case when k.direction <> 'in' then 1 + pg_temp.pick(n, $1 + 84, $9::integer) end,
        case when k.direction = 'out' then 1 + pg_temp.pick(n, $1 + 85, $10::integer) end,
        'bench', n::text, k.details, f.code, f.reason,
        case when k.direction <> 'in' then 100 + pg_temp.pick(n, $1 + 88, 12000) end,
        case when k.direction <> 'in' then 'EUR' end
      from generate_series(1, $7::bigint) n
      join unnest($2::text[], $3::text[], $4::text[], $5::jsonb[]) with ordinality as k (type, channel, direction, details, place)
        on k.place = 1 + pg_temp.pick(n, $1 + 86, cardinality($2::text[]))
      cross join lateral (select $11::timestamptz - pg_temp.pick(n, $1 + 87, 63000000) * interval '1 second') at (at)
      cross join lateral (select case when n % 40 = 0 then 'BOT_FILTERED' end, case when n % 40 = 0 then 'A machine did it' end)
        f (code, reason)`,
    values: [
      seed,
      kinds.map(({ type }) => type),
      kinds.map(({ channel }) => channel),
      kinds.map(({ direction }) => direction),
      kinds.map(({ details }) => JSON.stringify(details)),
      customers,
      count,
      brands,
      teamMembers,
      contents,
      lastContact,
    ],
  };
}
