import type { DimensionId } from '../catalogue';
import { type Breakdown, breakdowns } from './breakdowns';

/**
 * How groups follow the contacts per customer and month: statements that append what changes. They run in the transaction of
 * the change, by triggers, so whoever changes a contact or a customer, and however, changes the figures with it.
 */

const keyColumns = 'breakdown, month, channel, type, brand_id, cost_currency, segment, territory_id';
const figures = ['entries', 'interactions', 'cost_minor', 'customers'] as const;
const columns = `${keyColumns}, ${figures.join(', ')}`;
const anyFigure = figures.map((figure) => `sum(${figure}) <> 0`).join(' or ');

/** Columns of the contacts that breakdowns are made of; PostgreSQL numbers their combinations in this order. */
const ofContacts = [
  { id: 'CHANNEL', column: 'channel', none: "''" },
  { id: 'TYPE', column: 'type', none: "''" },
  { id: 'BRAND', column: 'brand_id', none: '0' },
] as const;
const contactColumns = ofContacts.map(({ column }) => column).join(', ');

const has = ({ dimensions }: Breakdown, id: DimensionId): boolean => dimensions.some((dimension) => dimension === id);

/** As `grouping(channel, type, brand_id)` says it: a bit for each column that rows are not grouped by. */
const combinationOf = (breakdown: Breakdown): number =>
  ofContacts.reduce((bits, { id }) => bits * 2 + (has(breakdown, id) ? 0 : 1), 0);

const groupingSets = [
  ...new Map(
    breakdowns.map((breakdown) => [
      combinationOf(breakdown),
      `(${ofContacts.flatMap(({ id, column }) => (has(breakdown, id) ? [column] : [])).join(', ')})`,
    ]),
  ).values(),
].join(', ');

const combinations = `(values ${breakdowns
  .map((breakdown) => {
    const flags = ['SEGMENT', 'TERRITORY'].map((id) => has(breakdown, id as DimensionId));
    return `('${breakdown.id}', ${combinationOf(breakdown)}, ${flags.join(', ')}, ${breakdown.costs === 'kept'})`;
  })
  .join(', ')}) as b (breakdown, combination, by_segment, by_territory, costs)`;

const customerKeys =
  'case when b.by_segment then c.segment end as segment, case when b.by_territory then c.territory_id end as territory_id';

/** Bits of `combination` that are set for columns that are not grouped by. */
const costKeys = ofContacts
  .map(
    ({ column, none }, index) =>
      `case when b.combination & ${4 >> index} = 0 then r.${column} else ${none} end as ${column}`,
  )
  .join(', ');

interface Changes {
  /** Common table expressions that make `by_customer` and `with_cost`. */
  readonly expressions: string;
  /** Customers with the groups that they are in, and with what sign: (id, segment, territory_id, sign). */
  readonly customers: string;
}

/** Rows of groups: what is made of each customer's contacts of a month, summed over customers. */
function groupsOf({ expressions, customers }: Changes): string {
  const counts = `select b.breakdown, g.month, coalesce(g.channel, '') as channel, coalesce(g.type, '') as type,
      coalesce(g.brand_id, 0) as brand_id, '' as cost_currency, ${customerKeys},
      sum(c.sign * g.entries) as entries, sum(c.sign * g.interactions) as interactions, 0::numeric as cost_minor,
      sum(c.sign * g.customers) as customers
    from by_customer g join ${combinations} on b.combination = g.combination join ${customers} c on c.id = g.customer_id
    group by 1, 2, 3, 4, 5, 6, 7, 8`;
  const costs = `select b.breakdown, r.month, ${costKeys}, r.cost_currency, ${customerKeys},
      sum(c.sign * r.entries), 0, sum(c.sign * r.cost_minor), 0
    from with_cost r join ${combinations} on b.costs join ${customers} c on c.id = r.customer_id
    group by 1, 2, 3, 4, 5, 6, 7, 8`;
  return `with ${expressions} select ${columns} from (${counts} union all ${costs}) x`;
}

const append = (rows: string): string => `insert into core.contact_group_change (${columns}) ${rows}`;

/** What rows of contacts that come (sign 1) and go (-1) change. A customer counts where it had no row before, or has none now. */
function changesOf(changed: string): string {
  return append(
    `${groupsOf({
      expressions: `changed as materialized (${changed}),
      touched as materialized (select distinct customer_id, month from changed),
      customers as materialized (
        select c.id, c.segment, c.territory_id, 1 as sign
        from (select distinct customer_id from touched) k join core.customer c on c.id = k.customer_id
      ),
      by_customer as (
        select customer_id, month, ${contactColumns}, grouping(${contactColumns}) as combination,
          sum(entries) as entries, sum(interactions) as interactions,
          (sum(held) > 0)::integer - (sum(held) > sum(entries))::integer as customers
        from (
          select r.customer_id, r.month, r.channel, r.type, r.brand_id, 1 as held, 0 as entries, 0 as interactions
          from touched k
          join core.rollup_customer_month r on r.customer_id = k.customer_id and r.month = k.month
          union all
          select customer_id, month, channel, type, brand_id, 0, sign, sign * interactions from changed
        ) x
        group by customer_id, month, grouping sets (${groupingSets})
        having sum(entries) <> 0 or sum(interactions) <> 0
      ),
      with_cost as (
        select customer_id, month, ${contactColumns}, cost_currency, sign as entries, sign * cost_minor as cost_minor
        from changed where cost_currency <> ''
      )`,
      customers: 'customers',
    })} where entries <> 0 or interactions <> 0 or cost_minor <> 0 or customers <> 0`,
  );
}

/** All contacts of the customers that the condition over `r.customer_id` takes. */
const contactsOf = (condition: string): string => `by_customer as (
      select r.customer_id, r.month, ${contactColumns}, grouping(${contactColumns}) as combination,
        count(*) as entries, sum(r.interactions) as interactions, 1 as customers
      from core.rollup_customer_month r where ${condition}
      group by r.customer_id, r.month, grouping sets (${groupingSets})
    ),
    with_cost as (select r.*, 1 as entries from core.rollup_customer_month r where r.cost_currency <> '' and ${condition})`;

/** What customers change who go from one segment or territory to another: they take their past along. */
const movesOfCustomers = append(
  `${groupsOf({
    expressions: `moved as (
        select o.id, o.segment, o.territory_id, -1 as sign from old_rows o join new_rows n using (id)
        where (o.segment, o.territory_id) is distinct from (n.segment, n.territory_id)
        union all
        select n.id, n.segment, n.territory_id, 1 from old_rows o join new_rows n using (id)
        where (o.segment, o.territory_id) is distinct from (n.segment, n.territory_id)
      ),
      ${contactsOf('r.customer_id in (select id from moved)')}`,
    customers: 'moved',
  })} where entries <> 0 or interactions <> 0 or cost_minor <> 0 or customers <> 0`,
);

/**
 * Compares the groups with the contacts per customer and month, and appends what they differ by; nothing when they agree.
 * One statement sees one state of the database, so intake may go on meanwhile.
 */
export const appendDifferences = append(`select ${keyColumns}, ${figures.map((figure) => `sum(${figure})`).join(', ')}
  from (
    (${groupsOf({
      expressions: contactsOf('true'),
      customers: '(select id, segment, territory_id, 1 as sign from core.customer)',
    })})
    union all
    select ${keyColumns}, ${figures.map((figure) => `-${figure}`).join(', ')} from core.contact_group_state
  ) both_sides
  group by ${keyColumns} having ${anyFigure}`);

/** Adds what was appended to the groups. Readers see both or none of it moved. */
export const foldChanges = `with taken as (delete from core.contact_group_change returning *)
  insert into core.contact_group as t (${columns})
  select ${keyColumns}, ${figures.map((figure) => `sum(${figure})`).join(', ')}
  from taken group by ${keyColumns} having ${anyFigure}
  -- Groups that are read together lie together.
  order by ${keyColumns}
  on conflict (${keyColumns}) do update set
    ${figures.map((figure) => `${figure} = t.${figure} + excluded.${figure}`).join(', ')}`;

export const removeEmptyGroups = `delete from core.contact_group
  where ${figures.map((figure) => `${figure} = 0`).join(' and ')}`;

const triggers = [
  {
    name: 'contact_groups_gain',
    table: 'rollup_customer_month',
    when: 'after insert',
    rows: 'referencing new table as new_rows',
    change: changesOf('select *, 1 as sign from new_rows'),
  },
  {
    name: 'contact_groups_lose',
    table: 'rollup_customer_month',
    when: 'after delete',
    rows: 'referencing old table as old_rows',
    change: changesOf('select *, -1 as sign from old_rows'),
  },
  {
    name: 'contact_groups_change',
    table: 'rollup_customer_month',
    when: 'after update',
    rows: 'referencing old table as old_rows new table as new_rows',
    change: changesOf('select *, -1 as sign from old_rows union all select *, 1 from new_rows'),
  },
  {
    name: 'contact_groups_move',
    table: 'customer',
    when: 'after update',
    rows: 'referencing old table as old_rows new table as new_rows',
    change: movesOfCustomers,
  },
] as const;

/** Makes the functions and triggers that append, by hashing (see HashedGroupChanges). Contacts of a customer go before it, while its groups are still known. */
export function createGroupUpkeep(): string {
  const appending = triggers.map(
    ({ name, table, when, rows, change }) => `
      create function core.${name}() returns trigger language plpgsql set enable_sort = off as $$
      begin
        if exists (select from ${when === 'after delete' ? 'old_rows' : 'new_rows'}) then
          ${change};
        end if;
        return null;
      end
      $$;
      create trigger ${name} ${when} on core.${table} ${rows}
        for each statement execute function core.${name}();`,
  );
  return `${appending.join('\n')}
    create function core.contact_groups_leave() returns trigger language plpgsql as $$
    begin
      delete from core.rollup_customer_month where customer_id = old.id;
      return old;
    end
    $$;
    create trigger contact_groups_leave before delete on core.customer
      for each row execute function core.contact_groups_leave();`;
}

export function dropGroupUpkeep(): string {
  return [...triggers, { name: 'contact_groups_leave', table: 'customer' }]
    .map(({ name, table }) => `drop trigger ${name} on core.${table}; drop function core.${name}();`)
    .join('\n');
}
