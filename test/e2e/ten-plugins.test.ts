import { type TestApp, testApp } from '../../src/testing/kit';
import { generatedFields, generatedPlugins } from '../helpers/generated-plugins';

jest.setTimeout(60_000);

const inTree = ['rep', 'email', 'web', 'conference'].map((name) => ({ use: `rapport-plugin-${name}` }));
const own = 'rep { visitsHeld } email { sent } web { pageViews } conference { eventsAttended }';
const view = (more = ''): string => `{ customers(first: 20) { nodes { id displayName ${own} ${more}
  timeline(first: 5) { nodes { id type occurredAt } } relationshipValue { value } } } }`;

const customers = Array.from({ length: 20 }, (_, index) => ({
  ...({ kind: 'customer', source: 'test', sourceKey: `c${index}`, customerKind: 'professional' } as const),
  identifiers: [{ system: 'test', value: `c${index}` }],
  name: { family: `Family ${index}` },
}));
const contacts = [1, 5].flatMap((number) =>
  customers.map(({ sourceKey }) => ({
    ...({
      kind: 'interaction',
      source: 'test',
      sourceKey: `${number} ${sourceKey}`,
      type: `made${number}.heard`,
    } as const),
    customer: [{ system: 'test', value: sourceKey }],
    ...{ occurredAt: '2026-11-20T10:00:00Z', details: { words: 3 } },
  })),
);

describe('ten plugins at once', () => {
  let four: TestApp;
  let ten: TestApp;

  beforeAll(async () => {
    const now = '2026-11-21T12:00:00Z';
    four = await testApp({ plugins: inTree, now });
    ten = await testApp({ plugins: [...inTree, ...generatedPlugins.map((use) => ({ use }))], now });
    await four.take(customers);
    const { counts } = await ten.take([...customers, ...contacts]);
    expect(counts.accepted).toBe(customers.length + contacts.length);
  });
  afterAll(async () => {
    await four?.close();
    await ten?.close();
  });

  it('take as many statements for a view as four', async () => {
    const [ofFour, ofTen] = [await four.query(view()), await ten.query(view())];
    expect([ofFour.errors, ofTen.errors]).toEqual([[], []]);
    expect(ofTen.statements).toBe(ofFour.statements);
  });

  it('take none more for what they have declared, and one for each that loads', async () => {
    const { statements } = await ten.query(view());
    const read = await ten.query<Customers>(view(generatedFields.read.join(' ')));
    expect(read.errors).toEqual([]);
    expect(read.data?.customers.nodes.map(({ made1 }) => made1?.heard)).toEqual(customers.map(() => 1));
    expect(read.statements).toBe(statements);
    const loaded = await ten.query<Customers>(view([...generatedFields.read, ...generatedFields.loaded].join(' ')));
    expect(loaded.errors).toEqual([]);
    expect(loaded.data?.customers.nodes.map(({ made5, made6 }) => [made5, made6])).toEqual(customers.map(() => [1, 0]));
    expect(loaded.statements).toBe(statements + generatedFields.loaded.length);
  });
});

interface Customers {
  readonly customers: {
    readonly nodes: readonly {
      readonly made1?: { readonly heard: number };
      readonly made5?: number;
      readonly made6?: number;
    }[];
  };
}
