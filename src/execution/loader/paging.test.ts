import fc from 'fast-check';
import { propertyRuns } from '../../../test/helpers/property-runs';
import {
  openReading,
  type Reading,
  rootField,
  storeCustomers,
  storeInteractions,
  uuid,
} from '../../../test/helpers/reading';
import { encodeGlobalId } from '../../shared/global-id';

let reading: Reading;
let ids: readonly number[];

const random = (seed: number): number => ((seed * 7919) % 104_729) / 104_729;
const pick = <T>(items: readonly T[], seed: number): T => items[Math.floor(random(seed) * items.length)] as T;

beforeAll(async () => {
  reading = await openReading();
  // Few different values, so that most rows tie in some term of their order.
  ids = await storeCustomers(
    reading,
    Array.from({ length: 37 }, (_, index) => ({
      name: pick(['Ada', 'ada', 'Berta', 'Ömer', ''], index + 1),
      kind: pick(['professional', 'consumer'], index + 2),
      segment: pick(['A', 'B', null], index + 3),
      createdAt: pick(['2025-01-01T00:00:00Z', '2026-01-01T00:00:00.123Z'], index + 4),
      engagement: pick([0, 0.1, -17.3, 1e-9, 99.999], index + 5),
    })),
  );
  await storeInteractions(
    reading,
    Array.from({ length: 60 }, (_, index) => ({
      customer: ids[index % 3] ?? 0,
      id: uuid(index),
      type: pick(['alpha.visit', 'alpha.call', 'beta.click'], index),
      at: pick(['2026-01-01T00:00:00.001Z', '2026-01-01T00:00:00.002Z', '2026-01-02T00:00:00Z'], index + 1),
      retracted: index % 11 === 0,
    })),
  );
});

afterAll(() => reading.database.close());

interface PageAnswer {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

const selection = `edges { cursor node { id } } nodes { id }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount`;

interface ListCase {
  readonly order: string;
  readonly sql: string;
  readonly filter: object | null;
  readonly where: string;
}

async function page(list: ListCase, args: object): Promise<PageAnswer> {
  const answer = await reading.ask(
    `query ($first: Int, $after: String, $last: Int, $before: String, $filter: CustomerFilter, $order: CustomerOrder) {
      customers(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $order) { ${selection} } }`,
    { ...args, filter: list.filter, order: list.order },
  );
  expect(answer.errors).toEqual([]);
  return rootField(answer, 'customers');
}

async function expected(list: ListCase): Promise<readonly string[]> {
  const rows = await reading.database.reader().query<{ id: number }>({
    text: `select t.id from core.customer t join core.customer_value v on v.customer_id = t.id
      where ${list.where} order by ${list.sql}`,
  });
  return rows.map(({ id }) => encodeGlobalId('Customer', id));
}

const orders = [
  ['NAME_ASC', 'lower(t.display_name), t.id'],
  ['SEGMENT_MIXED', "coalesce(t.segment, '') desc, t.created_at, t.id desc"],
  ['SEGMENT_DESC', "coalesce(t.segment, '') desc, t.id desc"],
  ['VALUE_DESC', 'v.engagement desc, t.id desc'],
] as const;
const filters = [
  [null, 'true'],
  [{ kinds: ['consumer'] }, "t.kind = 'consumer'"],
  [{ kinds: null, segment: 'B' }, "t.segment = 'B'"],
  [{ since: { year: 2026 }, kinds: ['consumer', 'professional'] }, "t.created_at >= '2026-01-01Z'"],
  [{ kinds: [] }, 'false'],
] as const;

const lists = fc
  .tuple(fc.constantFrom(...orders), fc.constantFrom(...filters))
  .map(([[order, sql], [filter, where]]): ListCase => ({ order, sql, filter, where }));
const sizes = fc.integer({ min: 1, max: 40 });

describe('walking a connection', () => {
  it('forward with any page size gives the whole list in order, without gaps or repeats', async () => {
    await fc.assert(
      fc.asyncProperty(lists, sizes, async (list, first) => {
        const all = await expected(list);
        const seen: string[] = [];
        let after: string | null = null;
        for (;;) {
          const { nodes, edges, pageInfo, totalCount }: PageAnswer = await page(list, { first, after });
          expect(totalCount).toBe(all.length);
          expect(edges.map(({ node }) => node.id)).toEqual(nodes.map(({ id }) => id));
          expect(pageInfo.hasPreviousPage).toBe(seen.length > 0);
          seen.push(...nodes.map(({ id }) => id));
          expect(pageInfo.hasNextPage).toBe(seen.length < all.length);
          expect(pageInfo.startCursor).toBe(edges[0]?.cursor ?? null);
          expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null);
          if (!pageInfo.hasNextPage) break;
          after = pageInfo.endCursor;
        }
        expect(seen).toEqual(all);
      }),
      { numRuns: propertyRuns(20) },
    );
  });

  it('backward with any page size gives the same list from its end', async () => {
    await fc.assert(
      fc.asyncProperty(lists, sizes, async (list, last) => {
        const all = await expected(list);
        let seen: string[] = [];
        let before: string | null = null;
        for (;;) {
          const { nodes, pageInfo }: PageAnswer = await page(list, { last, before });
          expect(pageInfo.hasNextPage).toBe(seen.length > 0);
          seen = [...nodes.map(({ id }) => id), ...seen];
          expect(pageInfo.hasPreviousPage).toBe(seen.length < all.length);
          if (!pageInfo.hasPreviousPage) break;
          before = pageInfo.startCursor;
        }
        expect(seen).toEqual(all);
      }),
      { numRuns: propertyRuns(20) },
    );
  });

  it('between two cursors gives what lies between them, and says what lies beyond', async () => {
    const places = fc.integer({ min: 0, max: 36 });
    await fc.assert(
      fc.asyncProperty(lists, places, places, sizes, fc.boolean(), async (list, from, to, size, forward) => {
        const { edges } = await page(list, { first: 200 });
        const all = edges.map(({ node }) => node.id);
        const [after, before] = [edges[from], edges[to]];
        if (after === undefined || before === undefined) return;
        const between = all.slice(from + 1, Math.max(to, from + 1));
        const wanted = forward ? between.slice(0, size) : between.slice(-size);
        const counts = forward ? { first: size } : { last: size };
        const answer = await page(list, { after: after.cursor, before: before.cursor, ...counts });
        expect(answer.nodes.map(({ id }) => id)).toEqual(wanted);
        expect(answer.pageInfo.hasPreviousPage).toBe(true);
        expect(answer.pageInfo.hasNextPage).toBe(true);
      }),
      { numRuns: propertyRuns(20) },
    );
  });

  it('of several parents at once gives each its own page, in one statement', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 25 }), fc.boolean(), async (size, forward) => {
        const counts = forward ? `first: ${size}` : `last: ${size}`;
        const answer = await reading.ask(
          `{ customers { nodes { id timeline(${counts}, types: ["alpha.visit", "beta.click"]) { ${selection} } } } }`,
        );
        expect(answer.statements).toHaveLength(3);
        const { nodes } = rootField<{ nodes: { id: string; timeline: PageAnswer }[] }>(answer, 'customers');
        for (const { id, timeline } of nodes) {
          const all = await timelineOf(id);
          expect(timeline.nodes.map((node) => node.id)).toEqual(forward ? all.slice(0, size) : all.slice(-size));
          expect(timeline.totalCount).toBe(all.length);
          expect(timeline.pageInfo.hasNextPage).toBe(forward && all.length > size);
          expect(timeline.pageInfo.hasPreviousPage).toBe(!forward && all.length > size);
        }
      }),
      { numRuns: 10 },
    );
  });
});

async function timelineOf(customer: string): Promise<readonly string[]> {
  const rows = await reading.database.reader().query<{ customer_id: number; id: string }>({
    text: `select customer_id, id from core.interaction where retracted_at is null
      and type in ('alpha.visit', 'beta.click') order by occurred_at desc, id desc`,
  });
  const own = rows.filter(({ customer_id }) => encodeGlobalId('Customer', customer_id) === customer);
  return own.map(({ customer_id, id }) => encodeGlobalId('Interaction', customer_id, id));
}

describe('a page', () => {
  const everything: ListCase = { order: 'NAME_ASC', sql: '', filter: null, where: 'true' };

  it('holds 20 items unless told otherwise, and none when none are wanted', async () => {
    expect((await page(everything, {})).nodes).toHaveLength(20);
    const none = await page(everything, { first: 0 });
    expect(none).toMatchObject({ nodes: [], totalCount: 37, pageInfo: { hasNextPage: true, startCursor: null } });
  });

  it.each([
    ['first: 201', 'PAGE_TOO_LARGE'],
    ['last: 201', 'PAGE_TOO_LARGE'],
    ['first: -1', 'BAD_INPUT'],
    ['last: -1', 'BAD_INPUT'],
    ['first: 1, last: 1', 'BAD_INPUT'],
    ['after: "nonsense"', 'CURSOR_INVALID'],
    ['before: ""', 'CURSOR_INVALID'],
    ['filter: { segment: "\\u0000" }', 'BAD_INPUT'],
  ])('refuses %s with %s', async (args, code) => {
    const { data, errors } = await reading.ask(`{ customers(${args}) { nodes { id } } }`);
    expect(data).toBeNull();
    expect(errors.map((error) => error.code)).toEqual([code]);
  });

  it('names the limit when more is asked for', async () => {
    const { errors } = await reading.ask('{ customers(first: 1000) { totalCount } }');
    expect(errors).toMatchObject([{ code: 'PAGE_TOO_LARGE', message: expect.stringContaining('200') }]);
  });

  it('refuses a filter with so many values that comparing them would hold the database', async () => {
    const kinds = (length: number) => ({ filter: { kinds: Array.from({ length }, () => 'professional') } });
    const query = 'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }';
    expect((await reading.ask(query, kinds(200))).errors).toEqual([]);
    const message = 'filter.kinds holds 201 values; 200 are allowed.';
    expect((await reading.ask(query, kinds(201))).errors).toMatchObject([{ code: 'BAD_INPUT', message }]);
  });

  it('refuses the cursor of another order or list', async () => {
    const { edges } = await page(everything, { first: 1 });
    const cursor = edges[0]?.cursor;
    const other = await reading.ask(
      'query ($c: String) { customers(after: $c, orderBy: SEGMENT_DESC) { totalCount } }',
      {
        c: cursor,
      },
    );
    const brands = await reading.ask('query ($c: String) { brands(after: $c) { totalCount } }', { c: cursor });
    expect(other.errors.map(({ code }) => code)).toEqual(['CURSOR_INVALID']);
    expect(brands.errors.map(({ code }) => code)).toEqual(['CURSOR_INVALID']);
  });

  it('is not loaded when only the count is asked for, and not counted when only items are', async () => {
    const counted = await reading.ask('{ customers { totalCount } }');
    expect(counted.statements.map(({ text }) => text.includes('count(*)'))).toEqual([true]);
    const listed = await reading.ask('{ customers { nodes { id } pageInfo { hasNextPage } } }');
    expect(listed.statements.map(({ text }) => text.includes('count(*)'))).toEqual([false]);
  });

  it('stays right when the cursor’s item has gone', async () => {
    const [id = 0] = await storeCustomers(reading, [{ name: 'aaa', segment: 'gone' }]);
    const list: ListCase = { ...everything, filter: { segment: 'gone' } };
    const { pageInfo } = await page(list, { first: 1 });
    await reading.database.transaction((writer) =>
      writer.execute({ text: 'delete from core.customer where id = $1', values: [id] }),
    );
    const next = await page(list, { first: 1, after: pageInfo.endCursor });
    expect(next).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } });
  });
});
