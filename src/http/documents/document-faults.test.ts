import { buildSchema, parse, validate } from 'graphql';
import { documentFaults, documentLimits } from './document-faults';

const faultsOf = (query: string, depth = 5): readonly string[] =>
  documentFaults(parse(query), { depth }).map(({ message }) => message);
const repeat = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

describe('what a document may hold', () => {
  it('is all that clients usually send', () => {
    expect(
      faultsOf('query A($n: Int) { a { b @include(if: true) { ...C } } } query B { x } fragment C on D { e: f }'),
    ).toEqual([]);
  });

  it.each([
    ['aliases', 'aliases', (count: number) => `{ ${repeat(count, (index) => `a${index}: b`)} }`],
    ['directives', 'directives', (count: number) => `{ b ${'@c '.repeat(count)} }`],
    ['operations', 'operations', (count: number) => repeat(count, (index) => `query Q${index} { a${index} }`)],
    [
      'fragments',
      'fragments',
      (count: number) => `{ a } ${repeat(count, (index) => `fragment F${index} on T { a${index} }`)}`,
    ],
    [
      'introspections',
      'fields about the schema',
      (count: number) => `{ ${repeat(count, (index) => `a${index}: __type(name: "A") { name }`)} }`,
    ],
    ['spreads', 'spreads of fragments', (count: number) => `{ ${'...F '.repeat(count)} } fragment F on T { a }`],
  ] as const)('is limited in its %s', (kind, words, make) => {
    const limit = documentLimits[kind];
    expect(faultsOf(make(limit))).toEqual([]);
    expect(faultsOf(make(limit + 1))).toEqual([`The document has ${limit + 1} ${words}; ${limit} are allowed.`]);
  });

  it('is limited in fields of one name, however they are spread over the document', () => {
    const many = 400;
    const pairs = (many * (many - 1)) / 2;
    const fault = [`The document has ${pairs} pairs of fields with the same name; 50000 are allowed.`];
    expect(faultsOf(`{ ${'a '.repeat(many)} }`)).toEqual(fault);
    expect(faultsOf(`{ ${repeat(many, (index) => `b${index} { a }`)} }`)).toEqual(fault);
    expect(faultsOf(`{ ${repeat(100, () => 'a')} ${repeat(300, (index) => `b${index} { a }`)} }`)).toEqual(fault);
    expect(faultsOf(`{ ${'a '.repeat(300)} }`)).toEqual([]);
  });

  it('tells all that is too much at once', () => {
    expect(faultsOf(`{ ${repeat(201, (index) => `a${index}: b @c`)} }`)).toHaveLength(2);
  });
});

describe('the depth of an operation', () => {
  const deeper = ['The operation nests 6 levels deep; 5 are allowed.'];

  it('counts fields, through fragments of both kinds', () => {
    expect(faultsOf('{ a { b { c { d { e } } } } }')).toEqual([]);
    expect(faultsOf('{ a { b { c { d { e { f } } } } } }')).toEqual(deeper);
    expect(
      faultsOf('{ a { ... { b { ...C } } } } fragment C on T { c { ...D } } fragment D on T { d { e { f } } }'),
    ).toEqual(deeper);
  });

  it('is that of each operation by itself', () => {
    expect(faultsOf('query A { a } query B { a { b { c { d { e { f } } } } } }')).toEqual(deeper);
  });

  it('leaves introspection to the rule of its own, fragments included', () => {
    expect(
      faultsOf('{ __schema { types { fields { type { ofType { ofType { name } } } } } } a { b { c { d { e } } } } }'),
    ).toEqual([]);
    expect(faultsOf('{ __type(name: "A") { ...T } } fragment T on __Type { a { b { c { d { e } } } } }')).toEqual([]);
  });

  it('of fragments that spread each other twice over is found in a moment', () => {
    const fragments = repeat(
      100,
      (index) => `fragment F${index} on T { a { ...F${index + 1} } b { ...F${index + 1} } }`,
    );
    expect(faultsOf(`{ ...F0 } ${fragments} fragment F100 on T { c }`)).toEqual([
      'The operation nests 101 levels deep; 5 are allowed.',
    ]);
  });

  it('does not ask what a fragment is that nobody defines', () => {
    expect(faultsOf('{ a { ...Gone } }')).toEqual([]);
  });
});

describe('fragments that spread each other in a circle', () => {
  it.each([
    ['itself', '{ ...F } fragment F on T { ...F }', 'F, F'],
    ['over others', '{ ...F } fragment F on T { a { ...G } } fragment G on T { ... { ...F } }', 'F, G, F'],
    ['unused', '{ a } fragment F on T { ...G } fragment G on T { ...F }', 'F, G, F'],
    ['below introspection', '{ a } fragment F on Query { __schema { ...F } }', 'F, F'],
  ])('are refused: %s', (_what, query, names) => {
    expect(faultsOf(query)).toEqual([`Fragments must not spread each other in a circle: ${names}.`]);
  });

  it('are named as far as that helps', () => {
    const [fault] = faultsOf(`{ a } ${repeat(100, (index) => `fragment F${index} on T { ...F${(index + 1) % 100} }`)}`);
    expect(fault).toContain('F0, F1, F2, F3, F4, and 96 more.');
  });

  it('are told apart from fragments that many spread', () => {
    const query = '{ ...F ...G } fragment F on T { ...H } fragment G on T { ...H } fragment H on T { a }';
    expect(faultsOf(query)).toEqual([]);
  });

  it('are those that the GraphQL library finds', () => {
    const schema = buildSchema('type Query { a: Query }');
    const query = '{ ...F } fragment F on Query { a { ...G } } fragment G on Query { ...F }';
    expect(validate(schema, parse(query))).toHaveLength(1);
    expect(faultsOf(query)).toHaveLength(1);
  });
});
