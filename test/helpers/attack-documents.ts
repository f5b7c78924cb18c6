/** An operation that asks for work and not for data. */
export interface Attack {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const repeat = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');
const nested = (count: number, open: string, inside: string, close: string): string =>
  `${open.repeat(count)}${inside}${close.repeat(count)}`;

const circle = (length: number): string =>
  `{ ...F0 } ${repeat(length, (index) => `fragment F${index} on Query { ...F${(index + 1) % length} }`)}`;

/** Each fragment spreads the next one twice: as many fields as there are subsets. */
const bomb = (length: number): string =>
  `{ customers { nodes { ...F0 } } } ${repeat(length, (index) => {
    const below = index + 1 === length ? 'id' : `...F${index + 1}`;
    return `fragment F${index} on Customer { a: timeline { nodes { customer { ${below} } } } b: timeline { nodes { customer { ${below} } } } }`;
  })}`;

/** Against the schema of the whole platform. Every one of them is to be refused. */
export const attacks: readonly Attack[] = [
  {
    name: 'deep fields',
    query: `{ customers { nodes { ${nested(100, 'timeline { nodes { customer { ', 'id', '} } } ')} } } }`,
  },
  { name: 'fields as deep as tokens allow', query: nested(1_400, '{ customers ', '{ id }', '}') },
  {
    name: 'deep fields in fragments',
    query: `{ customers { nodes { ...F0 } } } ${repeat(30, (index) => `fragment F${index} on Customer { timeline { nodes { customer { ${index === 29 ? 'id' : `...F${index + 1}`} } } } }`)}`,
  },
  { name: 'deep inline fragments', query: `{ ${nested(900, '... { ', 'customers { x }', '} ')} }` },
  { name: 'deep lists', query: `{ customers(filter: ${nested(1_400, '[', '', ']')}) { totalCount } }` },
  { name: 'deep input objects', query: `{ customers(filter: ${nested(700, '{ filter: ', '1', '}')}) { totalCount } }` },
  { name: 'deep type references', query: `query ($a: ${nested(1_400, '[', 'Int', ']')}) { me { name } }` },
  { name: 'one field over and over', query: `{ ${'me '.repeat(2_900)} }` },
  { name: 'one object over and over', query: `{ ${'brands { nodes { id } } '.repeat(300)} }` },
  { name: 'fields that do not exist', query: `{ ${repeat(2_900, (index) => `customerz${index}`)} }` },
  { name: 'types that do not exist', query: `{ ${repeat(580, (index) => `... on Customerz${index} { id }`)} }` },
  {
    name: 'arguments that do not exist',
    query: `{ customers(${repeat(900, (index) => `filterz${index}: 1`)}) { totalCount } }`,
  },
  { name: 'the same argument over and over', query: `{ customers(${'first: 1 '.repeat(900)}) { totalCount } }` },
  { name: 'aliases', query: `{ ${repeat(900, (index) => `a${index}: me`)} }` },
  { name: 'aliases of an object', query: `{ ${repeat(250, (index) => `a${index}: node(id: "${index}") { id }`)} }` },
  { name: 'aliases of __typename', query: `{ ${repeat(900, (index) => `a${index}: __typename`)} }` },
  { name: 'directives on one field', query: `{ me ${'@skip(if: true) '.repeat(400)} { name } }` },
  { name: 'directives that do not exist', query: `{ me ${'@a '.repeat(1_400)} { name } }` },
  { name: 'directives on inline fragments', query: `{ ${'... @include(if: false) { me { name } } '.repeat(200)} }` },
  { name: 'a fragment that spreads itself', query: '{ ...F } fragment F on Query { ...F }' },
  { name: 'two fragments in a circle', query: circle(2) },
  { name: 'a hundred fragments in a circle', query: circle(100) },
  { name: 'as many fragments in a circle as tokens allow', query: circle(300) },
  { name: 'fragments that double', query: bomb(40) },
  {
    name: 'all fragments spread by all',
    query: `{ ...F0 } ${repeat(30, (index) => `fragment F${index} on Query { ${repeat(30, (other) => (other === index ? 'me { name }' : `...F${other}`))} }`)}`,
  },
  {
    name: 'fragments side by side',
    query: `{ ${repeat(250, (index) => `...F${index}`)} } ${repeat(250, (index) => `fragment F${index} on Query { me { name } }`)}`,
  },
  { name: 'operations', query: repeat(400, (index) => `query Q${index} { me { name } }`) },
  { name: 'variables', query: `query (${repeat(700, (index) => `$v${index}: Int`)}) { me { name } }` },
  { name: 'a page of everything', query: '{ customers(first: 99999999) { nodes { id } } }' },
  {
    name: 'pages of pages of pages',
    query:
      '{ customers(first: 200) { nodes { timeline(first: 200) { nodes { customer { timeline(first: 200) { nodes { id } } } } } } } }',
  },
  {
    name: 'ids in a variable',
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: { ids: Array.from({ length: 120_000 }, (_, index) => String(index)) },
  },
  {
    name: 'a variable of the wrong shape',
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: { ids: Array.from({ length: 100_000 }, () => ({})) },
  },
  {
    name: 'nested arrays in a variable',
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: { ids: deepArray(4_000) },
  },
  { name: 'comments', query: `{ me { name } } ${'#\n'.repeat(400_000)}` },
  { name: 'blanks', query: `{ me${' '.repeat(900_000)} }` },
  { name: 'a name without end', query: `{ ${'m'.repeat(900_000)} }` },
  { name: 'a name just short enough', query: `{ ${'customers'.repeat(11_000)} }` },
  { name: 'a text of escapes', query: `{ node(id: "${'\\u00e9'.repeat(16_000)}") { nothing } }` },
  { name: 'a block text of lines', query: `{ node(id: """${' \n'.repeat(49_000)}""") { nothing } }` },
  {
    name: 'introspection in circles',
    query: `{ __schema { types { ${nested(12, 'fields { type { ', 'name', '} } ')} } } }`,
  },
  {
    name: 'introspection under aliases',
    query: `{ ${repeat(100, (index) => `a${index}: __schema { types { fields { type { name } } } }`)} }`,
  },
  { name: 'no document at all', query: '}{'.repeat(1_000) },
];

/** As deep as the client itself can write JSON. */
function deepArray(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}
