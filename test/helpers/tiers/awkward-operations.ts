import { parse } from 'graphql';
import { encodeGlobalId } from '../../../src/shared/global-id';
import { encodeCursor } from '../../../src/shared/keyset-cursor';
import type { DrawnOperation } from './draw-operation';

/** What an operation by hand must come to in the compiled tier; `refused` where graphql-js has an error to tell. */
type Outcome = 'compiled' | 'refused';

export type AwkwardOperation = readonly [name: string, outcome: Outcome, query: string, variables?: Variables];

type Variables = DrawnOperation['variables'];

const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

const page = '__typename totalCount pageInfo { __typename hasNextPage hasPreviousPage startCursor endCursor }';
const items = `${page} nodes { __typename id } edges { __typename cursor node { __typename id } }`;
const orders = ['LATEST_FIRST', 'EARLIEST_FIRST'];

/** The fields of every type of contact under the same names, over and over other fields with other arguments. */
const overlapping = `... on RepVisit { x: location y: brand { n: name } l: customer { t: timeline(first: 1) { nodes { id } } r: relationshipValue { value } } }
  ... on EmailMessage { x: subject y: brand { n: code } l: customer { t: timeline(last: 2, orderBy: EARLIEST_FIRST) { nodes { id type } } r: relationshipValue(asOf: "2026-01-01T00:00:00Z") { value } } }
  ... on WebPageView { x: path y: brand { n: code m: name } l: customer { t: timeline(first: 0) { nodes { id } } } }
  ... on ConferenceTalk { x: title } ... on UnknownInteraction { x: filteredReason d: details }`;

const conditions = `query ($a: Boolean = true, $b: Boolean! = false, $c: Boolean!) {
  customers(first: 2) { ...Page @include(if: $a) ...Page @skip(if: $c) ... @include(if: $b) @skip(if: $c) { totalCount } __typename } }
  fragment Page on CustomerConnection { nodes { id ...Name @skip(if: $b) } } fragment Name on Customer { displayName @include(if: $c) kind @skip(if: $a) }`;

const nested = `query ($s: String, $c: [String!], $k: CustomerKind!, $list: [CustomerKind!], $r: RelatedToInput, $role: String, $value: Float = 3) {
  a: customers(first: 5, filter: { channels: $c, kinds: [$k, PROFESSIONAL], valueAtLeast: $value }) { ${items} }
  b: customers(first: 5, filter: { nameContains: $s, kinds: $list, relatedTo: $r }) { ${items} }
  c: customers(first: 5, filter: { kinds: PROFESSIONAL, segments: "A1", relatedTo: { role: $role } }) { ${items} } }`;

const sized = (args: string): string =>
  `query ($first: Int, $last: Int, $after: String, $before: String) { customers(${args}) { ${items} nodes { timeline(${args.replace(/(after|before): \$\w+,?/g, '')}) { ${items} } } } }`;

const text =
  'query ($text: String) { customers(first: 3, filter: { nameContains: $text }) { totalCount nodes { displayName } } }';

/** Operations that chance draws seldom or never, each once by hand. */
export function awkwardOperations(customer: string, contact: string): readonly AwkwardOperation[] {
  const cursor = encodeCursor('Query.customers:NAME_ASC', ['m', '1']);
  const paged = sized('first: $first, last: $last, after: $after, before: $before');
  return [
    [
      'fifty times the same list with other arguments',
      'compiled',
      `query ($id: ID!) { customer(id: $id) { ${many(50, (n) => `a${n}: timeline(first: ${n % 7}, orderBy: ${orders[n % 2]}, types: ["rep.visit_held", "email.sent${n % 3}"]) { totalCount nodes { id occurredAt } }`)} } }`,
      { id: customer },
    ],
    [
      'fifty times the same function with other arguments',
      'compiled',
      `query ($id: ID!) { customer(id: $id) { ${many(50, (n) => `a${n}: ledgerSummary(from: "20${10 + (n % 15)}-01-01") { currency net { amount } }`)} } }`,
      { id: customer },
    ],
    [
      'the same names for other fields of other types',
      'compiled',
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { timeline(first: 20) { nodes { __typename ${overlapping} } } } } }`,
      // Those after them have contacts whose details do not fit.
      { ids: Array.from({ length: 12 }, (_, n) => encodeGlobalId('Customer', n + 1)) },
    ],
    [
      'fragments on interfaces within each other',
      'compiled',
      `query ($id: ID!) { node(id: $id) { ... on Node { id ... on Interaction { type ... on Node { again: id ... on RepVisit { minutes } } ...I } } } }
        fragment I on Interaction { channel ... on Interaction { count ...N } } fragment N on Node { __typename id }`,
      { id: contact },
    ],
    ['conditions by default', 'compiled', conditions, { c: false }],
    ['conditions against their defaults', 'compiled', conditions, { a: false, b: true, c: false }],
    ['conditions that leave nothing', 'compiled', conditions, { a: false, c: true }],
    ['null in place of a condition’s default', 'refused', conditions, { a: null, c: true }],
    [
      'variables within inputs',
      'compiled',
      nested,
      { s: 'ma', c: ['rep'], k: 'PROFESSIONAL', list: [], r: { role: 'adopter' }, role: 'x' },
    ],
    ['variables within inputs that are absent', 'compiled', nested, { k: 'ORGANIZATION' }],
    [
      'variables within inputs that are null',
      'compiled',
      nested,
      { s: null, c: null, k: 'CONSUMER', list: null, r: null, role: null, value: null },
    ],
    ['single values for lists', 'compiled', nested, { c: 'rep', k: 'PROFESSIONAL', list: 'PROFESSIONAL' }],
    ['an enumeration’s value as nobody calls it', 'refused', nested, { k: 'professional' }],
    [
      'a single id for several',
      'compiled',
      'query ($ids: [ID!]!) { a: nodes(ids: $ids) { id } b: nodes(ids: []) { id } }',
      { ids: customer },
    ],
    [
      'the same id many times',
      'compiled',
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Customer { displayName } } }',
      { ids: Array.from({ length: 200 }, (_, n) => (n % 3 === 0 ? contact : customer)) },
    ],
    ['pages of nothing', 'compiled', paged, { first: 0 }],
    ['pages of nothing from their end', 'compiled', paged, { last: 0 }],
    ['pages of nothing after a place', 'compiled', paged, { first: 0, after: cursor, before: null }],
    ['pages from a place where nothing is', 'compiled', paged, { first: 3, after: cursor }],
    ['pages towards a place where nothing is', 'compiled', paged, { last: 3, before: cursor }],
    ['pages between places in the wrong order', 'compiled', paged, { first: 3, after: cursor, before: cursor }],
    [
      'pages of whose arguments all are null',
      'compiled',
      paged,
      { first: null, last: null, after: null, before: null },
    ],
    ['pages of whose arguments all are absent', 'compiled', paged],
    ['pages from both ends', 'refused', paged, { first: 1, last: 1 }],
    [
      'a place in another order',
      'refused',
      paged,
      { first: 1, after: encodeCursor('Query.customers:NAME_DESC', ['m', '1']) },
    ],
    ['a place in another list', 'refused', paged, { first: 1, after: encodeCursor('Query.brands:CODE', ['m']) }],
    [
      'a place that no number can tell',
      'refused',
      paged,
      { first: 1, after: encodeCursor('Query.customers:NAME_ASC', ['m', '9999999999999999999']) },
    ],
    [
      'figures that are larger than GraphQL’s integers',
      'refused',
      'query ($id: ID!) { customer(id: $id) { rep { visitsHeld } email { sent opened } web { pageViews } } }',
      // So many contacts at once were stored with this one alone.
      { id: encodeGlobalId('Customer', 5) },
    ],
    [
      'the same field in several places',
      'compiled',
      'query ($id: ID!) { c: customer(id: $id) { id } ...Q c: customer(id: $id) { rep { minutes } territory { code } } } fragment Q on Query { c: customer(id: $id) { displayName rep { visitsHeld } territory { name } } }',
      { id: customer },
    ],
    [
      'names that objects inherit',
      'compiled',
      'query ($constructor: Int, $toString: [String!]) { __proto__: customers(first: $constructor) { constructor: totalCount } hasOwnProperty: brands(codes: $toString) { toString: nodes { valueOf: code } } }',
    ],
    ['a text with half a letter', 'compiled', text, { text: 'a\ud800b' }],
    ['a text with signs of other scripts', 'compiled', text, { text: '👩‍⚕️ Ωµ\u2028' }],
    ['a text with a sign that no text may hold', 'refused', text, { text: 'a\u0000b' }],
    ['a text with the signs of the answer’s own', 'compiled', text, { text: '\u0001\u0002\u0003\u0004' }],
    ['a very long text', 'compiled', text, { text: 'Ünï'.repeat(300_000) }],
  ];
}

export const asOperation = ([, , query, variables = {}]: AwkwardOperation): DrawnOperation => ({
  document: parse(query),
  variables,
});
