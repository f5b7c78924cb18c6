import { decodeIntegerId } from '../../src/shared/global-id';
import { viewContact } from './contacts.sql';
import {
  cursor,
  date,
  id,
  instant,
  list,
  nodes,
  nullableInstant,
  nullableText,
  number,
  object,
  objectWhen,
  one,
  orNull,
  quoted,
  text,
} from './json.sql';
import type { LimitUnit } from './limit-unit';

const relationships = `select ${object({
  id: id('Relationship', 'r.customer_id', 'r.id'),
  role: text('r.role'),
  since: date('r.since'),
  until: date('r.until'),
  teamMember: one('core.team_member m where m.id = r.team_member_id', {
    name: text('m.name'),
    role: text('m.role'),
    territory: one('core.territory t where t.id = m.territory_id', { name: text('t.name') }),
  }),
  brand: one('core.brand b where b.id = r.brand_id', { code: text('b.code'), name: text('b.name') }),
})} as j
  from core.relationship r
  where r.customer_id = c.id order by coalesce(r.since, '0001-01-01'::date) desc, r.id desc limit 5`;

const affiliations = `select ${object({
  role: text('f.role'),
  side: quoted('upper(f.side)'),
  since: date('f.since'),
  other: object({ id: id('Customer', 'o.id'), displayName: text('o.display_name'), kind: quoted('upper(o.kind)') }),
})} as j
  from core.affiliation_side f join core.customer o on o.id = f.other_customer_id
  where f.customer_id = c.id order by coalesce(f.since, '0001-01-01'::date) desc, f.id desc limit 5`;

const needs = `select ${object({
  id: id('Need', 'n.customer_id', 'n.id'),
  kind: quoted('upper(n.kind)'),
  topic: text('n.topic'),
  raisedAt: instant('n.raised_at'),
  brand: one('core.brand b where b.id = n.brand_id', { name: text('b.name') }),
})} as j
  from core.need n
  where n.customer_id = c.id and n.answered_at is null order by n.raised_at desc, n.id desc limit 5`;

const timeline = `(select ${object({
  pageInfo: object({
    hasNextPage: `case when count(*) > 10 then 'true' else 'false' end`,
    endCursor: orNull(
      cursor(
        'Customer.timeline:LATEST_FIRST',
        'min(occurred_at) filter (where place <= 10)',
        '(array_agg(id order by place) filter (where place <= 10))[least(count(*), 10)]',
      ),
    ),
  }),
  nodes: `'[' || coalesce(string_agg(j, ',' order by place) filter (where place <= 10), '') || ']'`,
})} from (
  select row_number() over (order by i.occurred_at desc, i.id desc) as place, i.occurred_at, i.id, ${viewContact} as j
  from (select * from core.interaction i where i.customer_id = c.id and i.retracted_at is null
    order by i.occurred_at desc, i.id desc limit 11) i) l)`;

const count = (type: string): string => `coalesce(sum(i.count) filter (where i.type = '${type}'), 0)`;
const distinct = (path: string, ...types: readonly string[]): string =>
  `count(distinct i.details ->> '${path}') filter (where i.type in (${types.map((type) => `'${type}'`).join(', ')}))`;
const latest = (...types: readonly string[]): string =>
  nullableInstant(`max(i.occurred_at) filter (where i.type in (${types.map((type) => `'${type}'`).join(', ')}))`);
const sum = (path: string, ...types: readonly string[]): string =>
  `coalesce(sum((i.details ->> '${path}')::float8 * i.count) filter (where i.type in (${types.map((type) => `'${type}'`).join(', ')})), 0)`;

const conversations = ['rep.visit_held', 'rep.remote_call_held'] as const;
const arrivals = ['email.delivered', 'email.opened', 'email.clicked'] as const;
const arrived = distinct('messageId', ...arrivals);

/** The figures of all four channels in one pass over the customer's contacts. */
const figures = `(select ${[
  `'"rep":' || ${object({
    visitsHeld: number(count('rep.visit_held')),
    remoteCallsHeld: number(count('rep.remote_call_held')),
    minutes: number(sum('minutes', ...conversations)),
    samplesLeft: number(sum('quantity', 'rep.sample_left')),
    lastConversationAt: latest(...conversations),
  })}`,
  `',"email":' || ${object({
    sent: number(count('email.sent')),
    opened: number(distinct('messageId', 'email.opened')),
    clicks: number(count('email.clicked')),
    openRate: orNull(
      `(case when ${arrived} > 0 then least(${distinct('messageId', 'email.opened')}::float8 / ${arrived}, 1) end)::text`,
    ),
    lastOpenedAt: latest('email.opened'),
  })}`,
  `',"web":' || ${object({
    pageViews: number(count('web.page_view')),
    downloads: number(count('web.download')),
    lastSeenAt: nullableInstant(`max(i.occurred_at) filter (where i.channel = 'web')`),
  })}`,
  `',"conference":' || ${object({
    eventsAttended: number(distinct('event', 'conference.attended')),
    hoursAttended: number(sum('hours', 'conference.attended')),
    lastAttendedAt: latest('conference.attended'),
  })}`,
].join(
  ' || ',
)} from core.interaction i where i.customer_id = c.id and i.retracted_at is null and i.filtered_code is null)`;

const component = (name: string): string => `'{"id":"${name.toUpperCase()}","value":' || ${number(`v.${name}`)} || '}'`;

const value = objectWhen(`c.kind <> 'consumer'`, {
  value: number('v.rvi'),
  grade: quoted('v.grade'),
  computedAt: instant('v.computed_at'),
  components: `'[' || ${['engagement', 'reciprocity', 'service', 'durability', 'money'].map(component).join(` || ',' || `)} || ']'`,
});

/** The rest of the customer's own fields, in three runs because `figures` brings four fields at once. */
const customer = `(${object({
  id: id('Customer', 'c.id'),
  kind: quoted('upper(c.kind)'),
  status: quoted('upper(c.status)'),
  displayName: text('c.display_name'),
  segment: nullableText('c.segment'),
  country: nullableText('c.country'),
  updatedAt: instant('c.updated_at'),
  professional: objectWhen(`c.kind = 'professional'`, {
    credentials: nullableText('c.credentials'),
    specialty: nullableText('c.specialty'),
    specialtyCode: nullableText('c.specialty_code'),
    licences: list(`select ${object({ number: text('x.number'), region: nullableText('x.region') })} as j
      from core.customer_licence x where x.customer_id = c.id order by x.source, x.ordinal`),
  }),
  territory: objectWhen('t.id is not null', {
    code: text('t.code'),
    name: text('t.name'),
    parent: objectWhen('tp.id is not null', { code: text('tp.code'), name: text('tp.name') }),
  }),
  identifiers: list(`select ${object({ system: text('x.system'), value: text('x.value') })} as j
    from core.customer_identifier x where x.customer_id = c.id order by x.system, x.value`),
  contactPoints: list(
    `select ${object({
      kind: quoted('upper(x.kind)'),
      value: text('x.value'),
      use: nullableText('x.point_use'),
    })} as j from core.contact_point x where x.customer_id = c.id order by x.source, x.ordinal`,
  ),
  addresses: list(
    `select ${object({
      use: quoted('upper(x.address_use)'),
      lines: 'to_json(x.lines)::text',
      city: nullableText('x.city'),
      region: nullableText('x.region'),
      postalCode: nullableText('x.postal_code'),
      country: nullableText('x.country'),
    })} as j from core.address x where x.customer_id = c.id order by x.source, x.ordinal`,
  ),
  closedChannels: list(
    `select ${object({
      channel: text('x.channel'),
      closedAt: instant('x.closed_at'),
      reason: text('x.reason'),
    })} as j from core.channel_closure x where x.customer_id = c.id order by x.channel`,
  ),
  relationshipValue: value,
  relationships: nodes(relationships),
  affiliations: nodes(affiliations),
  needs: nodes(needs),
  timeline,
})})`;

export const viewUnit: LimitUnit = {
  text: `select '{"data":{"customer":' || left(${customer}, -1) || ',' || ${figures} || '}}}'
    from core.customer c
    left join core.territory t on t.id = c.territory_id
    left join core.territory tp on tp.id = t.parent_id
    left join core.customer_value v on v.customer_id = c.id
    where c.id = $1::bigint`,
  values: ({ id: customerId }) => [decodeIntegerId(String(customerId), 'Customer')],
};
