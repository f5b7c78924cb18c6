import { isObjectType } from 'graphql';
import {
  answerWith,
  calls,
  complete,
  contextOf,
  expected,
  filler,
  operationOf,
  schema,
} from '../../../test/helpers/completing';
import type { Statement } from '../../sdk';
import { whyNotCompletable } from './completable';

type Values = Readonly<Record<string, unknown>>;

/** Asks for an answer both ways. */
async function same(query: string, value: unknown): Promise<string | null> {
  answerWith(value);
  const text = await complete(query);
  expect(text).toBe(await expected(query));
  return text;
}

beforeEach(() => calls.splice(0));

describe('an answer of JavaScript', () => {
  const fields = 'key name count ratio yes big at on any mood moods grid';
  const values: readonly Values[] = [
    {},
    {
      key: 'k"\n\u0001\ud800',
      name: 'ä',
      count: -0,
      ratio: 1e-7,
      yes: true,
      big: 2 ** 53 - 1,
      mood: 'good',
      moods: [],
    },
    {
      key: 7,
      name: 12.5,
      count: '12',
      ratio: '1.5',
      yes: 1,
      big: '12',
      at: new Date(1),
      on: '2026-11-21',
      moods: ['bad'],
    },
    { name: true, count: true, ratio: false, at: '2026-11-21T00:00:00Z', any: { a: [1] }, grid: [[1, null], []] },
    { name: new String('boxed'), count: 1.5 },
    { count: 2 ** 31 },
    { ratio: Number.NaN },
    { ratio: Number.POSITIVE_INFINITY },
    { mood: 'GOOD' },
    { moods: ['good', null] },
    { moods: 'good' },
    { grid: [null] },
    { grid: [['x']] },
    { on: 'yesterday' },
    { any: 'text' },
    { name: {} },
    { name: new Error('no name') },
    { big: 1.5 },
    {
      get name() {
        return 'got';
      },
    },
  ];

  it.each(values.map((value, index) => [index, value] as const))(
    'is written as graphql-js would, or left to it: %s',
    (_, value) => same(`{ answer { ${fields} } }`, value).then(() => undefined),
  );
});

describe('objects and lists', () => {
  it('are written with aliases, fragments and names of types', async () => {
    const text = await same(
      `{ __typename a: answer { n: name ...More ... on Named { __typename } } b: answer { name } }
       fragment More on Thing { self { self { name } sure } named { __typename ... on Sister { mood } name } }`,
      { name: 'x', self: { self: null, sure: 's', name: 'y' }, named: { __typename: 'Sister', mood: 'bad' } },
    );
    expect(text).toContain('"__typename":"Sister"');
  });

  it.each([
    [
      'of an interface by their tag',
      '{ answer { named { __typename ... on Sister { mood } name } } }',
      { named: { __typename: 'Sister', mood: 'bad', name: 1 } },
    ],
    ['without a tag', '{ answer { named { name } } }', { named: { name: 1 } }],
    ['with a tag of another type', '{ answer { named { name } } }', { named: { __typename: 'Brand', name: 1 } }],
    [
      'for whose type nothing is asked',
      '{ answer { named { ... on Sister { mood } } } }',
      { named: { __typename: 'Thing' } },
    ],
    ['that are null where they must not', '{ sure { name } }', null],
    ['that miss a value that must be', '{ answer { sure } }', {}],
    ['deep inside that miss a value', '{ answer { name self { self { sure } } } }', { self: { self: { sure: null } } }],
    ['that are errors', '{ answer { self { name } } }', { self: new Error('gone') }],
    ['in a list', '{ things { name } maybe { name } }', [{ name: 'a' }, { name: 'b' }]],
    ['in an empty list', '{ things { name } }', []],
    ['that are missing in a list', '{ maybe { name } }', [null, undefined, { name: 'a' }]],
    ['that are missing in a list without gaps', '{ things { name } }', [null]],
    ['that are errors in a list', '{ maybe { name } }', [new Error('gone'), { name: 'a' }]],
  ])('%s are written as graphql-js would, or left to it', async (_, query, value) => {
    await same(query, value);
  });

  it('that come later, are made by functions or stand in other collections are left to graphql-js', async () => {
    for (const self of ['text', Promise.resolve({ name: 'late' }), () => ({ name: 'made' })]) {
      answerWith({ self });
      expect(await complete('{ answer { self { name } } }')).toBeNull();
    }
    answerWith(new Set([{ name: 'a' }]));
    expect(await complete('{ things { name } }')).toBeNull();
  });
});

describe('what has to be loaded below an answer', () => {
  const query = `{ answer { name one: parts(first: 1) { length parts { name length brand { code owner { name } } } }
    parts { name brand { id name } } length again: length } sure { length parts { name } } }`;

  it('is loaded once per field, arguments and level, each key once', async () => {
    const statements: Statement[] = [];
    answerWith({ key: 'k', name: 'n' });
    const text = await complete(query, statements);
    expect(calls).toEqual([
      'root {}',
      'root {}',
      'parts 1 k',
      'parts 2 k',
      'length k',
      'length ka',
      'parts 2 ka',
      'length kaa,kab',
    ]);
    // Brands of the second level, those of the third that are new, and owners.
    expect(statements.map(({ values }) => values)).toEqual([[['a', 'b']]]);
    expect(text).toBe(await expected(query));
  });

  it('is null for objects without a key', async () => {
    expect(await same('{ answer { parts { name } } }', {})).toBeNull();
    expect(await same('{ answer { brand { name } } }', {})).toBe('{"answer":{"brand":null}}');
  });

  it('is left to graphql-js when a function fails', async () => {
    answerWith({ key: 'k', brand_id: 'a' });
    const operation = operationOf('{ answer { brand { name } } }');
    const failing = { ...contextOf([]), reader: { query: () => Promise.reject(new Error('gone')) } };
    expect(await filler.answer(operation, { context: failing, sites: [] })).toEqual({
      kind: 'refused',
      reason: 'gone',
    });
  });
});

describe('a statement with holes', () => {
  it('is filled where its tokens stand, with one call for all keys', async () => {
    const [selection] = operationOf('{ sure { length } }').root.fields;
    const [length] = selection?.kind === 'field' ? (selection.below.get('Thing')?.fields ?? []) : [];
    if (length?.kind !== 'field') throw new Error('no selection');
    const plan = { name: 'n', text: '', parameters: [], holes: [{ index: 0, selection: length }] };
    const request = { context: contextOf([]), sites: [] };
    const text = '{"a":[\u00020:"x"\u0002,\u00020:"yy"\u0002,\u00020:"x"\u0002]}';
    expect(await filler.fill({ plan, request, text, begun: filler.begin(plan, request) })).toBe('{"a":[1,2,1]}');
    expect(calls).toEqual(['length x,yy']);
  });
});

describe('fields of Query beside a statement', () => {
  it('are loaded while it runs, together, and put where their tokens stand', async () => {
    answerWith({ name: 'n', key: 'k' });
    const [first, second] = operationOf('{ answer { name length } again: answer { key } }').root.fields;
    if (first?.kind !== 'field' || second?.kind !== 'field') throw new Error('no selections');
    const holes = [first, second].map((selection, index) => ({ index, selection }));
    const plan = { name: 'n', text: '', parameters: [], holes };
    const request = { context: contextOf([]), sites: [] };
    const begun = filler.begin(plan, request);
    await begun.filled;
    expect(calls).toEqual(['root {}', 'length k']);
    const text = '{"a":\u00020:""\u0002,"b":[1],"again":\u00021:""\u0002}';
    expect(await filler.fill({ plan, request, text, begun })).toBe(
      '{"a":{"name":"n","length":1},"b":[1],"again":{"key":"k"}}',
    );
  });
});

describe('what cannot be completed', () => {
  const reasonOf = (query: string): readonly (string | null)[] =>
    operationOf(query).root.fields.map((field) => (field.kind === 'field' ? whyNotCompletable(field) : null));

  it('is told before anything runs', () => {
    const sister = schema.getType('Sister');
    const own = isObjectType(sister) ? sister.getFields().own : undefined;
    if (own !== undefined) own.resolve = () => 1;
    expect(reasonOf('{ answer { name parts { sister { name } } } sure { parts { sister { own } } } }')).toEqual([
      null,
      'Sister.own has a function of its own.',
    ]);
  });
});
