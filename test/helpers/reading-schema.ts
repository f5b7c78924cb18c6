import { buildSchema, type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import {
  batch,
  byId,
  column,
  connection,
  countOf,
  distinct,
  type FieldSource,
  globalId,
  latestOf,
  list,
  lookup,
  money,
  type OrderTerm,
  part,
  ratioOf,
  reference,
  referenceWithin,
  summary,
  sumOf,
  type TableSource,
  within,
} from '../../src/sdk';

/** A schema over the core's tables with every kind of source, for tests of the executor. */
const sdl = `
  interface Node { id: ID! }
  type Query {
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
    customer(id: ID!): Customer
    customerNamed(name: String!): Customer
    customers(first: Int, after: String, last: Int, before: String, filter: CustomerFilter, orderBy: CustomerOrder): CustomerConnection!
    brands(first: Int, after: String): BrandConnection!
    version: String!
    pick: Customer
    rows: [Customer!]!
  }
  type Mutation { rename(id: Int!, name: String!): RenamePayload! }
  type RenamePayload { customer: Customer!, key: Customer }
  type Subscription { renamed: RenamePayload! }
  input CustomerFilter { kinds: [String!], segment: String, since: Since, brand: Int, ifBrand: String }
  input Since { year: Int }
  enum CustomerOrder { NAME_ASC SEGMENT_MIXED SEGMENT_DESC VALUE_DESC }
  type CustomerConnection { edges: [CustomerEdge!]!, nodes: [Customer!]!, pageInfo: PageInfo!, totalCount: Int! }
  type CustomerEdge { cursor: String!, node: Customer! }
  type BrandConnection { edges: [BrandEdge!]!, nodes: [Brand!]!, pageInfo: PageInfo!, totalCount: Int! }
  type BrandEdge { cursor: String!, node: Brand! }
  type InteractionConnection { edges: [InteractionEdge!]!, nodes: [Interaction!]!, pageInfo: PageInfo!, totalCount: Int! }
  type InteractionEdge { cursor: String!, node: Interaction! }
  type PageInfo { hasNextPage: Boolean!, hasPreviousPage: Boolean!, startCursor: String, endCursor: String }
  type Brand implements Node { id: ID!, code: String!, name: String! }
  type Territory implements Node { id: ID!, code: String!, name: String!, country: String }
  type Customer implements Node {
    id: ID!
    kind: String!
    displayName: String!
    segment: String
    person: Person
    organization: Organization
    territory: Territory
    identifiers: [Identifier!]!
    timeline(first: Int, after: String, last: Int, before: String, types: [String!]): InteractionConnection!
    alpha: AlphaCustomer!
    beta: BetaCustomer!
    length(of: String): Int!
    favourite: Brand
  }
  type Person { givenName: String, familyName: String, aliases: [Identifier!]! }
  type Organization { name: String }
  type Identifier { system: String!, value: String! }
  type AlphaCustomer { visits: Int!, minutes: Float!, rate: Float, lastAt: String, recent: Int!, topics: Int!, customerId: Int!, visited: InteractionConnectionless! }
  type InteractionConnectionless { total: Int! }
  type BetaCustomer { clicks: Int!, lastAt: String }
  interface Interaction implements Node {
    id: ID!, type: String!, occurredAt: String!, touchCost: Money
    customer: Customer!, brand: Brand, entries: [Entry!]!, rank: Int!
  }
  type Money { minorUnits: Int!, currency: String!, amount: Float! }
  type Entry { memo: String, interaction: Interaction }
  type AlphaVisit implements Interaction & Node {
    id: ID!, type: String!, occurredAt: String!, touchCost: Money
    customer: Customer!, brand: Brand, entries: [Entry!]!, rank: Int!
    minutes: Float, place: Place
  }
  type Place { town: String }
  type BetaClick implements Interaction & Node {
    id: ID!, type: String!, occurredAt: String!, touchCost: Money
    customer: Customer!, brand: Brand, entries: [Entry!]!, rank: Int!
    link: String
  }
  type UnknownInteraction implements Interaction & Node {
    id: ID!, type: String!, occurredAt: String!, touchCost: Money
    customer: Customer!, brand: Brand, entries: [Entry!]!, rank: Int!
    raw: String
  }
`;

export const interactionTypes: ReadonlyMap<string, string> = new Map([
  ['alpha.visit', 'AlphaVisit'],
  ['alpha.call', 'AlphaVisit'],
  ['beta.click', 'BetaClick'],
]);

const tables: Readonly<Record<string, TableSource>> = {
  Customer: { table: 'core.customer', key: 'id', customerColumn: 'id' },
  Brand: { table: 'core.brand', key: 'id' },
  Territory: { table: 'core.territory', key: 'id' },
  Identifier: { table: 'core.customer_identifier', key: 'value', keyType: 'text', customerColumn: 'customer_id' },
  Entry: { table: 'core.ledger_entry', key: 'id', customerColumn: 'customer_id' },
  Interaction: { table: 'core.interaction', key: 'id', customerColumn: 'customer_id' },
};

const term = (sql: string, type: OrderTerm['type'], direction: OrderTerm['direction'] = 'asc'): OrderTerm => ({
  sql,
  type,
  direction,
});
const segment = "coalesce(t.segment, '')";
const visits = ['alpha.visit', 'alpha.call'];
const identifiers = list({
  type: 'Identifier',
  key: 'customer_id',
  orderBy: [term('t.system', 'text'), term('t.value', 'text')],
  limit: 3,
});

export const sources: Readonly<Record<string, FieldSource>> = {
  'Query.node': byId(),
  'Query.nodes': byId(),
  'Query.customer': byId('Customer'),
  'Query.customerNamed': lookup('Customer', {
    sql: (name) => `t.display_name = ${name}::text`,
    value: (args) => (args as { name: string }).name,
  }),
  'Query.customers': connection({
    type: 'Customer',
    orderings: {
      NAME_ASC: { terms: [term('lower(t.display_name)', 'text'), term('t.id', 'bigint')] },
      SEGMENT_MIXED: {
        terms: [term(segment, 'text', 'desc'), term('t.created_at', 'timestamptz'), term('t.id', 'bigint', 'desc')],
      },
      SEGMENT_DESC: { terms: [term(segment, 'text', 'desc'), term('t.id', 'bigint', 'desc')] },
      VALUE_DESC: {
        join: (visible) =>
          `join core.customer_value v on v.customer_id = t.id and ${visible.ofVisibleCustomer('core.customer_value', 'v')}`,
        terms: [term('v.engagement', 'float8', 'desc'), term('t.id', 'bigint', 'desc')],
      },
    },
    filters: {
      'filter.kinds': { sql: (kinds) => `t.kind = any(${kinds})` },
      'filter.segment': { sql: (name) => `t.segment = ${name}` },
      'filter.since': {
        sql: (day) => `t.created_at >= ${day}::timestamptz`,
        value: (since) => `${(since as { year: number }).year}-01-01Z`,
      },
      'filter.brand': { sql: (brand) => `t.territory_id = ${brand}` },
      'filter.ifBrand': {
        sql: (code, visible) =>
          `exists (select from core.brand b where b.code = ${code} and ${visible.rows('core.brand', 'b')})`,
      },
    },
  }),
  'Query.brands': connection({
    type: 'Brand',
    orderings: { CODE: { terms: [term('t.code', 'text')] } },
    filters: {},
  }),
  'Customer.id': globalId('Customer'),
  'Brand.id': globalId('Brand'),
  'Territory.id': globalId('Territory'),
  'Customer.person': part({ presentWhen: { column: 'kind', values: ['professional', 'consumer'] } }),
  'Customer.organization': part({ presentWhen: { column: 'organization_name' } }),
  'Organization.name': column('organization_name'),
  'Person.aliases': identifiers,
  'Customer.territory': reference('Territory', 'territory_id'),
  'Customer.identifiers': identifiers,
  'Customer.timeline': connection({
    type: 'Interaction',
    column: 'id',
    key: 'customer_id',
    where: 't.retracted_at is null',
    orderings: { NEWEST: { terms: [term('t.occurred_at', 'timestamptz', 'desc'), term('t.id', 'uuid', 'desc')] } },
    filters: { types: { sql: (types) => `t.type = any(${types})` } },
  }),
  'Customer.alpha': summary({
    visits: countOf(visits, { held: true }),
    minutes: sumOf(visits, 'minutes'),
    rate: ratioOf('alpha.visit', visits),
    lastAt: latestOf(visits),
    recent: within(30, countOf(visits)),
    topics: distinct('place.town', countOf(visits)),
  }),
  'AlphaCustomer.customerId': column('id'),
  'AlphaCustomer.visited': batch(async (keys) => keys.map((key) => ({ total: key })), 'id'),
  'Customer.beta': summary({ clicks: countOf('beta.click'), lastAt: latestOf('beta.click') }),
  'Customer.length': batch(async (keys, { of }) => keys.map((key) => `${key}${of ?? ''}`.length)),
  'Customer.favourite': batch(async (keys) => keys.map((key) => ({ id: key, code: `F${key}`, name: 'Favourite' }))),
  'Interaction.id': globalId('Interaction', 'customer_id', 'id'),
  'Interaction.touchCost': money('touch_cost_minor', 'touch_cost_currency'),
  'Interaction.customer': reference('Customer', 'customer_id'),
  'Interaction.brand': reference('Brand', 'brand_id'),
  'Interaction.entries': list({
    type: 'Entry',
    key: 'interaction_id',
    within: 'customer_id',
    orderBy: [term('t.source_key', 'text')],
    limit: 100,
  }),
  'Interaction.rank': batch(async (keys) => keys.map((_, index) => index)),
  'UnknownInteraction.raw': column('source_key'),
  'Entry.interaction': referenceWithin('Interaction', 'interaction_id'),
  'RenamePayload.customer': reference('Customer', 'customer_id'),
};

/** The schema with its declarations, before resolvers are installed. Changes are laid over the declarations, null takes one away. */
export function readingSchema(
  changes: Readonly<Record<string, FieldSource | null>> = {},
  tableChanges: Readonly<Record<string, TableSource | null>> = {},
): GraphQLSchema {
  const schema = buildSchema(sdl, { assumeValid: true });
  for (const [name, table] of Object.entries({ ...tables, ...tableChanges })) {
    const type = schema.getType(name);
    if (table !== null && type) type.extensions = { table };
  }
  for (const [coordinate, source] of Object.entries({ ...sources, ...changes })) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
    if (field === undefined) throw new Error(`The schema has no ${coordinate}.`);
    if (source !== null) field.extensions = { source };
  }
  return schema;
}
