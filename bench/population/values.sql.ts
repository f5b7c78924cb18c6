import type { Statement } from '../../src/sdk';

/** A snapshot for everybody, from long ago: to be computed, or taken as it is where only the shape of data matters. */
export const drawnValues = (seed: number): Statement => ({
  text: `insert into core.customer_value (customer_id, engagement, reciprocity, service, durability, money, rvi, evidence_mass,
      grade, model_hash, computed_at)
    select c.id, d.drawn, d.drawn / 2, 50, d.drawn / 3, d.drawn / 4, d.drawn / 1.7, 3, (array['A', 'B', 'C', 'D'])[1 + c.id % 4],
      m.hash, timestamptz '2026-11-20Z'
    from core.customer c
    cross join lateral (select pg_temp.pick(c.id, $1 + 90, 1000000) / 10000::float8) d (drawn)
    cross join core.value_model m where m.state = 'approved'`,
  values: [seed],
});
