import type { Database } from '../../src/db/database';

/**
 * A world in which everything that the rule of visible rows looks at varies: territories with parts, countries, kinds of
 * customers, brands, ties between customers, money of all kinds. Rollups are those of the contacts.
 */
export async function storeScopeWorld(database: Database, customers = 150): Promise<void> {
  await database.transaction(async (writer) => {
    const run = (text: string, values: readonly unknown[] = []) => writer.execute({ text, values });
    await run(`insert into core.brand (code, name) values ('B1', 'B1'), ('B2', 'B2'), ('B3', 'B3')`);
    await run(`insert into core.territory (code, name) values ('N', 'North'), ('S', 'South')`);
    await run(`insert into core.territory (code, name, parent_id)
      select v.code, v.code, p.id from (values ('N1', 'N'), ('N2', 'N'), ('S1', 'S')) as v (code, parent)
      join core.territory p on p.code = v.parent`);
    await run(
      `insert into core.territory (code, name, parent_id) select 'N11', 'N11', id from core.territory where code = 'N1'`,
    );
    await run(
      `insert into core.customer (kind, display_name, family_name, segment, territory_id, country, created_at, updated_at)
       select (array['professional', 'professional', 'organization', 'consumer', 'stakeholder'])[1 + n % 5],
         'Name ' || n, 'Name ' || n, (array['A', 'B', null])[1 + n % 3],
         (select id from core.territory where code = (array['N', 'N1', 'N2', 'N11', 'S', 'S1', null])[1 + (n * 13) % 7]),
         (array['DE', 'FR', 'IT', null])[1 + (n * 7) % 4], now(), now()
       from generate_series(1, $1::int) as n`,
      [customers],
    );
    await run(`insert into core.customer_value (customer_id, rvi, model_hash, computed_at)
      select c.id, (c.id * 37) % 100, m.hash, now() from core.customer c, core.value_model m where m.state = 'approved'`);
    await run(`insert into core.customer_identifier (system, value, customer_id, recorded_at)
      select 'crm', 'k' || id, id, now() from core.customer`);
    await run(`insert into core.contact_point (customer_id, source, ordinal, kind, value)
      select id, 's', 1, 'email', 'x' || id || '@example.com' from core.customer`);
    await storeTies(run);
    await storeEvents(run);
    await storeRollups(run);
  });
}

type Run = (text: string, values?: readonly unknown[]) => Promise<number>;

const brandOf = (expression: string): string =>
  `(select id from core.brand where code = (array['B1', 'B2', 'B3', null])[1 + (${expression})::int % 4])`;

async function storeTies(run: Run): Promise<void> {
  await run(`insert into core.relationship (customer_id, id, brand_id, role, source, source_key)
    select c.id, gen_random_uuid(), b.id, 'prescriber', 's', c.id || b.code from core.customer c
    join core.brand b on (c.id + b.id) % 3 = 0`);
  await run(`insert into core.affiliation (customer_id, id, other_customer_id, role, source, source_key)
    select c.id, gen_random_uuid(), o.id, 'practises at', 's', c.id || '-' || o.id from core.customer c
    join core.customer o on o.id = 1 + (c.id * 5) % (select max(id) from core.customer) and o.id <> c.id`);
}

async function storeEvents(run: Run): Promise<void> {
  await run(`insert into core.interaction (customer_id, id, type, channel, direction, occurred_at, recorded_at, count, brand_id,
      source, source_key, details, filtered_code, touch_cost_minor, touch_cost_currency)
    select c.id, gen_random_uuid(), (array['call.held', 'call.left'])[1 + n % 2], 'call', 'out',
      timestamptz '2026-01-05T10:00:00Z' + make_interval(days => ((c.id * 11 + n * 29) % 200)::int), now(), 1 + n % 2,
      ${brandOf('c.id + n')}, 's', c.id || '-' || n, jsonb_build_object('minutes', n * 5),
      case when (c.id + n) % 9 = 0 then 'BOT_FILTERED' end, n * 100, 'EUR'
    from core.customer c cross join generate_series(1, 5) as n where (c.id + n) % 4 > 0`);
  await run(`insert into core.ledger_entry (customer_id, id, kind, amount_minor, currency, basis, occurred_on, recorded_at,
      brand_id, source, source_key)
    select c.id, gen_random_uuid(), (array['revenue', 'revenue', 'rebate'])[1 + n % 3], c.id * 100 + n, 'EUR',
      (array['recorded', 'modelled', 'recorded'])[1 + n % 3], date '2026-02-01' + n, now(),
      ${brandOf('c.id * 3 + n')}, 's', c.id || '-' || n
    from core.customer c cross join generate_series(1, 4) as n`);
  await run(`insert into core.need (customer_id, id, kind, topic, brand_id, raised_at, recorded_at, source, source_key)
    select c.id, gen_random_uuid(), 'request', 'dosage', ${brandOf('c.id + 2')}, now(), now(), 's', c.id::text
    from core.customer c where c.id % 2 = 0`);
}

async function storeRollups(run: Run): Promise<void> {
  await run(`insert into core.rollup_customer_month
      (customer_id, month, channel, type, brand_id, cost_currency, interactions, cost_minor)
    select customer_id, date_trunc('month', occurred_at at time zone 'UTC')::date, channel, type, coalesce(brand_id, 0),
      touch_cost_currency, sum(count), sum(touch_cost_minor)
    from core.interaction where filtered_code is null group by 1, 2, 3, 4, 5, 6`);
  await run(`insert into core.rollup_measure_month (customer_id, month, measure, channel, type, brand_id, value)
    select customer_id, date_trunc('month', occurred_at at time zone 'UTC')::date, 'call.minutes', channel, type,
      coalesce(brand_id, 0), sum((details ->> 'minutes')::numeric)
    from core.interaction where filtered_code is null and type = 'call.held' group by 1, 2, 3, 4, 5, 6`);
}
