import type { Registry } from '../../src/kernel';
import type { CurrentModel } from '../../src/scoring';
import type { TestDatabase } from '../../src/testing';
import { effectiveWeight, type ModelDocument } from '../../src/value';

export interface PopulationSize {
  readonly customers: number;
  readonly contributions: number;
}

/** Customers with interactions of every installed type, made by the database; about as many contributions as asked for. */
export async function fillPopulation(
  database: TestDatabase,
  registry: Registry,
  { customers, contributions }: PopulationSize,
  { document }: Pick<CurrentModel, 'document'>,
): Promise<void> {
  const samples = [...registry.interactionTypes.values()]
    .filter(({ owner, value }) => saysOne(registry, owner.id, value))
    .map(({ value }) => value);
  await database.transaction(
    async (writer) => {
      await writer.execute({
        text: `insert into core.team_member (code, name, role) select 'P' || n, 'Person ' || n, 'representative' from generate_series(1, 20) n`,
      });
      await writer.execute({
        text: `insert into core.customer (kind, display_name, created_at, updated_at)
          select 'professional', 'Customer ' || n, now(), now() from generate_series(1, $1::int) n`,
        values: [customers],
      });
      await writer.execute({
        text: `insert into core.customer_value (customer_id, model_hash, computed_at)
          select c.id, m.hash, now() - interval '1 year' from core.customer c, core.value_model m where m.state = 'approved'`,
      });
      await writer.execute({
        text: `insert into core.interaction (customer_id, id, type, channel, direction, occurred_at, recorded_at, actor_id,
            source, source_key, details, touch_cost_minor, touch_cost_currency)
          select c.id, md5('bench ' || n)::uuid, t.type, t.channel, t.direction, at.at, at.at, a.id, 'bench', n::text, t.details, t.cost, t.currency
          from generate_series(1, $5::int) n
          cross join lateral (select date_trunc('milliseconds', now() - (hashint8(n) & 1048575) * interval '50 seconds') as at) at
          cross join (select min(id) as low from core.customer) l
          join core.customer c on c.id = l.low + (hashint8(n + 7) & 2147483647) % $6::int
          join unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $7::bigint[], $8::text[])
            with ordinality as t (type, channel, direction, details, cost, currency, place)
            on t.place = 1 + n % cardinality($1::text[])
          left join core.team_member a on a.code = 'P' || (1 + n % 20)`,
        values: [
          samples.map(({ id }) => id),
          samples.map(({ channel }) => channel),
          samples.map(({ direction }) => direction),
          samples.map(({ samples: [first] }) => JSON.stringify(first)),
          contributions,
          customers,
          samples.map(({ id }) => document.costs[id]?.fixed ?? null),
          samples.map(({ id }) => document.costs[id]?.currency ?? null),
        ],
      });
    },
    { statementTimeout: 30 * 60_000 },
  );
  await settle(database);
}

function saysOne(
  { hooks }: Registry,
  owner: string,
  {
    id,
    channel,
    direction,
    samples: [details = {}],
  }: {
    readonly id: string;
    readonly channel: string;
    readonly direction: 'in' | 'out' | 'mutual';
    readonly samples: readonly Readonly<Record<string, unknown>>[];
  },
): boolean {
  const event = { id: 'x', source: 's', sourceKey: 'k', type: id, channel, direction, count: 1, details };
  const answer = hooks.get(owner)?.value(event, { modelVersion: 'bench', params: {} }) ?? [];
  return answer.filter(({ amount }) => amount !== 0).length === 1;
}

/** Statistics and dead rows are put in order, so that no measurement pays for the one before. */
export async function settle({ pool }: TestDatabase): Promise<void> {
  await pool.query('vacuum analyze core.customer_value, core.contribution, core.bucket, core.interaction');
  await pool.query('checkpoint');
}

/** The parts of the model that the statement joins. */
export async function prepareStatement({ pool }: TestDatabase, { document }: CurrentModel): Promise<void> {
  const signals = Object.entries(document.signals);
  const channels = Object.entries(document.channels);
  await pool.query(
    'create table model_signal (signal text, half_life smallint, channel text, weight float8, cap float8)',
  );
  await pool.query('create table model_channel (channel text, depth float8, kappa float8)');
  await pool.query(
    'insert into model_signal select * from unnest($1::text[], $2::smallint[], $3::text[], $4::float8[], $5::float8[])',
    [
      signals.map(([id]) => id),
      signals.map(([, { halfLifeDays }]) => halfLifeDays),
      signals.map(([, { channel }]) => channel),
      signals.map(([, signal]) => effectiveWeight(signal)),
      signals.map(([, { cap }]) => cap ?? null),
    ],
  );
  await pool.query('insert into model_channel select * from unnest($1::text[], $2::float8[], $3::float8[])', [
    channels.map(([id]) => id),
    channels.map(([, { depth }]) => depth),
    channels.map(([, { kappa }]) => kappa),
  ]);
  await pool.query('analyze model_signal, model_channel');
}

/** The statement of the value model's description, writing what it computes; answers milliseconds. */
export async function runStatement({ pool }: TestDatabase, { engagement }: ModelDocument): Promise<number> {
  const started = performance.now();
  await pool.query(statement, [Date.now() / 86_400_000, engagement.kappa]);
  return performance.now() - started;
}

const statement = `
  with s as (
    select b.customer_id, m.channel, b.signal, m.weight * least(coalesce(m.cap, 1e300), abs(v)) * sign(v) as y
    from (
      select customer_id, signal, half_life,
        sum(q30 * power(2::numeric, epoch - floor($1::float8 / half_life)::int + 40))::float8
          / power(2::float8, 70) / power(2::float8, $1::float8 / half_life - floor($1::float8 / half_life)) as v
      from core.bucket
      where epoch <= floor($1::float8 / half_life) and epoch > floor($1::float8 / half_life) - 40
      group by 1, 2, 3
    ) b
    join model_signal m using (signal, half_life)
  ), g as (
    select customer_id, channel, sum(y) as r from s group by 1, 2
  ), u as (
    select customer_id, sum(c.depth * r / (abs(r) + c.kappa)) as u from g join model_channel c using (channel) group by 1
  )
  update core.customer_value v set engagement = 100 * u / (abs(u) + $2::float8), computed_at = now()
  from u where v.customer_id = u.customer_id`;
