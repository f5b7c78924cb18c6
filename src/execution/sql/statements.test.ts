import { developmentPrincipal, type Scope, seeEverything } from '../../auth';
import { countOf, distinct, latestOf, ratioOf, summary, sumOf, within } from '../../sdk';
import type { TableDescription } from '../catalogue/catalogue';
import { rowsByColumn, rowsByColumns, rowWhere } from './keyed-rows';
import { countStatement, type Relation, sliceStatement } from './related-rows';
import { StatementBuilder } from './statement-builder';
import { emptyFigures, summaryStatement } from './summary';

const visit: TableDescription = {
  source: { table: 'core.interaction', key: 'id', customerColumn: 'customer_id' },
  columns: ['id', 'customer_id', 'type'],
  restriction: null,
};
const ofTwoTypes: TableDescription = { ...visit, restriction: { column: 'type', values: ['a.b', 'a.c'] } };
const territory: Scope = {
  shape: () => 'territory',
  condition: (_table, alias) => ({ sql: (one) => `${alias}.territory_id = ${one}`, values: [7] }),
};

const builder = (scope: Scope = seeEverything): StatementBuilder => new StatementBuilder(scope, developmentPrincipal);
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

const timeline: Relation = {
  table: visit,
  link: { key: 'customer_id', keyType: 'bigint', within: null },
  where: 't.retracted_at is null',
  ordering: {
    terms: [
      { sql: 't.occurred_at', type: 'timestamptz', direction: 'desc' },
      { sql: 't.id', type: 'uuid', direction: 'desc' },
    ],
  },
  filters: [{ sql: (types) => `t.type = any(${types})`, value: ['a.b'] }],
};
const keys = [
  { key: 1, within: null },
  { key: 2, within: null },
];
const columns = 't.id, t.customer_id, t.type';
const terms = '(t.occurred_at)::text as "~0", (t.id)::text as "~1"';

describe('rows by key', () => {
  it('of one column are asked for as one array', () => {
    const statement = rowsByColumn(builder(), visit, { name: 'id', type: 'uuid' }, ['x', 'y']);
    expect(statement.text).toBe(`select ${columns} from core.interaction t where t.id = any($1::uuid[])`);
    expect(statement.values).toEqual([['x', 'y']]);
  });

  it('of a column that is not read otherwise answer it too, in the type it has', () => {
    const { text } = rowsByColumn(builder(), visit, { name: 'source_key', type: null }, ['x']);
    expect(text).toBe(`select ${columns}, t.source_key from core.interaction t where t.source_key = any($1)`);
  });

  it('of several columns are asked for as arrays side by side', () => {
    const pair = [
      { name: 'customer_id', type: 'bigint' },
      { name: 'id', type: 'uuid' },
    ] as const;
    const { text, values } = rowsByColumns(builder(territory), visit, pair, [
      [1, 'x'],
      [2, 'y'],
    ]);
    expect(text).toBe(
      `select k.n as "~n", ${columns} from unnest($1::bigint[], $2::uuid[]) with ordinality as k(v0, v1, n) join (select t.* from core.interaction t where (t.territory_id = $3)) t on t.customer_id = k.v0 and t.id = k.v1`,
    );
    expect(values).toEqual([[1, 2], ['x', 'y'], 7]);
  });

  it('by a condition are one at most', () => {
    const { text, values } = rowWhere(builder(), ofTwoTypes, (name) => `t.source_key = ${name}`, 'k');
    expect(text).toBe(
      `select ${columns} from (select t.* from core.interaction t where t.type = any($2)) t where t.source_key = $1 limit 1`,
    );
    expect(values).toEqual(['k', ['a.b', 'a.c']]);
  });
});

describe('a slice', () => {
  it('without cursors is a top-n per parent', () => {
    const slice = { reading: 'forward', size: 21, after: null, before: null } as const;
    const { text, values } = sliceStatement(builder(), timeline, slice, keys);
    expect(flat(text)).toBe(
      flat(`select k.n as "~n", p.* from unnest($1::bigint[]) with ordinality as k(key, n) cross join lateral (
        select ${columns}, ${terms} from core.interaction t
        where t.customer_id = k.key and (t.retracted_at is null) and (t.type = any($2))
        order by t.occurred_at desc, t.id desc limit $3 ) p`),
    );
    expect(values).toEqual([[1, 2], ['a.b'], 21]);
  });

  it('read backward turns the order and compares with the cursor by one row comparison', () => {
    const slice = { reading: 'backward', size: 3, after: null, before: ['2026-01-01 00:00:00+00', 'x'] } as const;
    const { text, values } = sliceStatement(builder(), { ...timeline, filters: [] }, slice, keys);
    const belongs = 't.customer_id = k.key and (t.retracted_at is null)';
    expect(flat(text)).toBe(
      flat(`select k.n as "~n", q.*, p.* from unnest($1::bigint[]) with ordinality as k(key, n) cross join lateral (
        select false as "~before", exists (select from core.interaction t
          where ${belongs} and (t.occurred_at, t.id) <= ($2::timestamptz, $3::uuid)) as "~after"
        ) q left join lateral ( select ${columns}, ${terms} from core.interaction t
        where ${belongs} and (t.occurred_at, t.id) > ($2::timestamptz, $3::uuid)
        order by t.occurred_at asc, t.id asc limit $4 ) p on true`),
    );
    expect(values).toEqual([[1, 2], '2026-01-01 00:00:00+00', 'x', 3]);
  });

  it('with mixed directions compares term by term, the first alone as well', () => {
    const join = 'join core.customer_value v on v.customer_id = t.customer_id';
    const ordering = {
      join: () => join,
      terms: [
        { sql: 'v.engagement', type: 'float8', direction: 'desc' },
        { sql: 't.type', type: 'text', direction: 'asc' },
        { sql: 't.id', type: 'uuid', direction: 'asc' },
      ],
    } as const;
    const slice = { reading: 'forward', size: 3, after: ['1', 'b', 'x'], before: null } as const;
    const relation = { ...timeline, link: null, where: null, filters: [], ordering };
    const { text } = sliceStatement(builder(territory), relation, slice, [{ key: 0, within: null }]);
    const rows = '(select t.* from core.interaction t where (t.territory_id = $1)) t';
    expect(flat(text)).toContain(
      flat(`from (values (1)) as k(n) cross join lateral ( select exists (select from ${rows} ${join}
        where v.engagement >= $2::float8 and ((v.engagement > $2::float8)
          or (v.engagement = $2::float8 and t.type < $3::text)
          or (v.engagement = $2::float8 and t.type = $3::text and t.id <= $4::uuid))) as "~before"`),
    );
    expect(flat(text)).toContain(
      flat(`from ${rows} ${join} where v.engagement <= $2::float8 and ((v.engagement < $2::float8)
        or (v.engagement = $2::float8 and t.type > $3::text)
        or (v.engagement = $2::float8 and t.type = $3::text and t.id > $4::uuid))
        order by v.engagement desc, t.type asc, t.id asc limit $5`),
    );
  });

  it('of rows whose keys begin with the customer uses both columns', () => {
    const link = { key: 'interaction_id', keyType: 'uuid', within: 'customer_id' } as const;
    const slice = { reading: 'forward', size: 2, after: null, before: null } as const;
    const { text, values } = sliceStatement(builder(), { ...timeline, link }, slice, [{ key: 'x', within: 5 }]);
    expect(text).toContain('from unnest($2::bigint[], $1::uuid[]) with ordinality as k(within, key, n)');
    expect(text).toContain('where t.customer_id = k.within and t.interaction_id = k.key and');
    expect(values?.slice(0, 2)).toEqual([['x'], [5]]);
  });
});

it('a count counts what the list would hold, for all parents', () => {
  const { text } = countStatement(builder(territory), timeline, keys);
  expect(flat(text)).toBe(
    flat(`select k.n as "~n", c.* from unnest($1::bigint[]) with ordinality as k(key, n) cross join lateral (select count(*)::int as "~total" from (select t.* from core.interaction t where (t.territory_id = $2)) t
      where t.customer_id = k.key and (t.retracted_at is null) and (t.type = any($3))) c`),
  );
});

describe('a summary', () => {
  const source = summary({
    held: countOf('a.b', { held: true }),
    minutes: within(90, sumOf(['a.b', 'a.c'], 'talk.minutes')),
    last: latestOf('a.c'),
    rate: distinct('mail', ratioOf('a.c', 'a.b')),
  });

  it('is one statement for all its figures and customers', () => {
    const now = new Date('2026-04-01T00:00:00Z');
    const { text, values } = summaryStatement(builder(), visit, source, [1, 2], now);
    const base = 'count(distinct t.details ->> $8::text) filter (where t.type = any($7))';
    const part = 'count(distinct t.details ->> $10::text) filter (where t.type = any($9))';
    expect(flat(text)).toBe(
      flat(`select t.customer_id as "~customer",
        coalesce(sum(t.count) filter (where t.type = any($2) and t.details @> $1::jsonb), 0) as "held",
        coalesce(sum((t.details #>> $3::text[])::numeric * t.count) filter (where t.type = any($4)
          and jsonb_typeof(t.details #> $3::text[]) = 'number' and t.occurred_at >= $5::timestamptz), 0)::float8 as "minutes",
        max(t.occurred_at) filter (where t.type = any($6)) as "last",
        case when ${base} > 0 then least(${part}::float8 / ${base}, 1) end as "rate"
        from core.interaction t where t.customer_id = any($12)
        and t.retracted_at is null and t.filtered_code is null and t.type = any($11) group by t.customer_id`),
    );
    expect(values).toContainEqual(['talk', 'minutes']);
    expect(values).toContainEqual(new Date('2026-01-01T00:00:00Z'));
    expect(values).toContainEqual(JSON.stringify({ held: true }));
  });

  it('of nothing is zero for counts and sums, null for the rest', () => {
    expect(emptyFigures(source)).toEqual({ held: 0, minutes: 0, last: null, rate: null });
  });
});

it('a statement’s name depends on its text alone', () => {
  const name = (value: number): string | undefined =>
    rowsByColumn(builder(), visit, { name: 'id', type: 'uuid' }, [value]).name;
  expect(name(1)).toBe(name(2));
  expect(rowsByColumn(builder(territory), visit, { name: 'id', type: 'uuid' }, [1]).name).not.toBe(name(1));
});
