import { decodeCursor } from '../../src/shared/keyset-cursor';
import { listContact } from './contacts.sql';
import { cursor, id, nodes, nullableText, object, objectWhen, one, orNull, quoted, text } from './json.sql';
import type { LimitUnit } from './limit-unit';

const relationships = `select ${object({
  role: text('r.role'),
  teamMember: one('core.team_member m where m.id = r.team_member_id', { name: text('m.name') }),
  brand: one('core.brand b where b.id = r.brand_id', { name: text('b.name') }),
})} as j
  from (select * from core.relationship r where r.customer_id = c.id
    order by coalesce(r.since, '0001-01-01'::date) desc, r.id desc limit 2) r`;

const contacts = `select ${listContact} as j
  from (select * from core.interaction i where i.customer_id = c.id and i.retracted_at is null
    order by i.occurred_at desc, i.id desc limit 3) i`;

const node = object({
  id: id('Customer', 'c.id'),
  kind: quoted('upper(c.kind)'),
  displayName: text('c.display_name'),
  segment: nullableText('c.segment'),
  professional: objectWhen(`c.kind = 'professional'`, { specialty: nullableText('c.specialty') }),
  territory: one('core.territory t where t.id = c.territory_id', { name: text('t.name') }),
  relationships: nodes(relationships),
  timeline: nodes(contacts),
});

const listName = 'Query.customers:NAME_ASC';

/** Of the last customer on the page; one more row was read to see whether there are more. */
const lastOf = (column: string): string => `(array_agg(${column}))[least(count(*), $1::integer)]`;

export const listUnit: LimitUnit = {
  text: `select '{"data":{"customers":' || ${object({
    pageInfo: object({
      hasNextPage: `case when count(*) > $1::integer then 'true' else 'false' end`,
      endCursor: orNull(cursor(listName, lastOf('name'), lastOf('id'))),
    }),
    nodes: `'[' || coalesce(string_agg(${node}, ',') filter (where place <= $1::integer), '') || ']'`,
  })} || '}}'
  from (select c.*, lower(c.display_name) as name, row_number() over (order by lower(c.display_name), c.id) as place
    from core.customer c where (lower(c.display_name), c.id) > ($2::text, $3::bigint)
    order by lower(c.display_name), c.id limit $1::integer + 1) c`,
  values: ({ first, after }) => [first, ...decodeCursor(String(after), listName, ['text', 'bigint'])],
};
