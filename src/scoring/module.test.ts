import { call, customer, items } from '../../test/helpers/intake-fixture';
import { openValueApi, type ValueApi, valueNow } from '../../test/helpers/value-api';

let api: ValueApi;
const day = (age: number): string => new Date(Date.parse(valueNow) - age * 86_400_000).toISOString();
const visit = (key: string, name: string, age: number, minutes: number, brand?: string) =>
  call(key, name, {
    type: 'visit.held',
    occurredAt: day(age),
    details: { minutes },
    ...(brand === undefined ? {} : { brand }),
  });
const names = ['Ada', 'Ben', 'Cid', 'Dot', 'Eva'];

beforeAll(async () => {
  api = await openValueApi();
  const brand = { kind: 'brand', source: 'master', sourceKey: 'ALPHA', code: 'ALPHA', name: 'Alpha' } as const;
  const door = { id: 'mutation', repeats: 'correct', snapshots: 'now' } as const;
  const visits = names.flatMap((name, index) =>
    Array.from({ length: 5 * index }, (_, n) =>
      visit(`${name}${n}`, name, n * 9, n % 3 === 0 ? 5 : 20, n % 4 === 0 ? 'ALPHA' : undefined),
    ),
  );
  const people = names.map((name) => customer(name));
  const consumer = customer('Kim', { customerKind: 'consumer' });
  const receipt = await api.ingest.take(
    items(brand, ...people, consumer, ...visits, visit('kim', 'Kim', 3, 20, 'ALPHA')),
    door,
  );
  expect(receipt.counts).toMatchObject({ accepted: receipt.outcomes.length, rejected: 0, waiting: 0 });
});

afterAll(() => api.close());

interface Line {
  readonly label: string;
  readonly value: number;
  readonly folded: number;
}
interface Value {
  readonly value: number;
  readonly computedAt: string;
  readonly contributions: readonly Line[];
  readonly components: readonly {
    readonly id: string;
    readonly value: number;
    readonly contributions: readonly Line[];
  }[];
}

async function valuesOf(fields: string, args = '') {
  const { data, errors, statements } = await api.ask(
    `{ customers(first: 50) { nodes { displayName relationshipValue${args} { value grade computedAt modelVersion modelName ${fields} components { id value ${fields} } } } } }`,
  );
  expect(errors).toEqual([]);
  const { nodes } = (data as { customers: { nodes: { displayName: string; relationshipValue: Value | null }[] } })
    .customers;
  return { nodes, statements };
}

describe('Customer.relationshipValue', () => {
  it.each(['PLUGIN', 'SIGNAL', 'EVENT'])('is made of contributions by %s that add up to it', async (by) => {
    for (const args of ['', `(asOf: "${day(20)}")`]) {
      const { nodes } = await valuesOf(`contributions(by: ${by}) { label value folded }`, args);
      expect(nodes).toHaveLength(6);
      for (const { displayName, relationshipValue } of nodes) {
        if (displayName.includes('Kim')) expect(relationshipValue).toBeNull();
        if (relationshipValue === null) continue;
        expect(relationshipValue.components).toHaveLength(5);
        for (const { value, contributions } of [relationshipValue, ...relationshipValue.components]) {
          const sum = contributions.reduce((total, line) => total + line.value, 0);
          expect(Math.abs(sum - value)).toBeLessThanOrEqual(1e-9);
        }
      }
    }
  });

  it('is not computed for consumers', async () => {
    const { nodes } = await valuesOf('contributions { value }');
    expect(nodes.filter(({ relationshipValue }) => relationshipValue === null)).toHaveLength(1);
  });

  it('shows by default what each plugin contributes, and of events the strongest with their evidence', async () => {
    const { nodes } = await valuesOf(
      'all: contributions { label value plugin signal } contributions(by: EVENT, first: 2) { label value folded plugin signal evidence { path occurredAt pluginVersion interactionId interaction { id type } } }',
    );
    const eva = nodes.find(({ displayName }) => displayName.includes('Eva'))?.relationshipValue;
    const value = eva?.components[0]?.value ?? Number.NaN;
    expect(eva?.components[0]).toMatchObject({
      id: 'ENGAGEMENT',
      all: [{ label: 'Visits', value: expect.closeTo(value, 9), plugin: 'visit', signal: null }],
    });
    const [first, , rest] = eva?.components[0]?.contributions ?? [];
    const id = expect.any(String);
    expect(first).toMatchObject({
      label: 'Talked with us',
      folded: 0,
      evidence: { path: 'minutes', pluginVersion: '1.2.0', interactionId: id, interaction: { id, type: 'visit.held' } },
    });
    expect(rest).toMatchObject({ folded: 25, evidence: null, plugin: null });
  });

  it('asks as many statements for a page of customers as for one', async () => {
    const query = (first: number) =>
      api.ask(
        `{ customers(first: ${first}) { nodes { adoption { stage brand { code } evidence { interaction { id } } } relationshipValue { value components { value contributions(by: EVENT) { value evidence { interaction { id } } } } } } } }`,
      );
    const [two, six] = [await query(2), await query(6)];
    expect([two.errors, six.errors]).toEqual([[], []]);
    expect(six.statements).toBeLessThanOrEqual(11);
    const plain = await api.ask('{ customers(first: 6) { nodes { relationshipValue { value } } } }');
    expect(plain.statements).toBe(2);
  });

  it('refuses to show more lines than a page holds', async () => {
    const { errors } = await api.ask(
      '{ customers(first: 1) { nodes { relationshipValue { components { contributions(by: EVENT, first: 201) { value } } } } } }',
    );
    expect(errors).toEqual(['PAGE_TOO_LARGE']);
  });
});

describe('what explains a value', () => {
  interface Explained {
    readonly displayName: string;
    readonly service: { readonly id: string; readonly value: number };
    readonly contactPressure: { readonly value: number; readonly maximum: number; readonly waits: readonly object[] };
    readonly relationshipValue: {
      readonly rvi: number;
      readonly digest: string;
      readonly knownAt: string | null;
      readonly money: object;
      readonly components: readonly { readonly id: string; readonly basis: string }[];
      readonly interval: { readonly low: number; readonly high: number; readonly method: string };
      readonly explanation: {
        readonly sentences: readonly { readonly text: string; readonly evidence: readonly object[] }[];
      };
      readonly changeSince: {
        readonly difference: number;
        readonly changes: readonly { readonly difference: number }[];
      };
    } | null;
  }
  const fields = `displayName service { id value contributions { value } }
    contactPressure { value maximum waits { signal label load days until } }
    relationshipValue(knownAt: "${day(-1)}") { rvi digest knownAt
      money { netContribution { amount currency } windowDays basis allocatedShare unconverted { amount } }
      interval { low high level method } components { id basis }
      explanation { sentences { text line value basis needIds evidence { occurredAt interaction { type } } } }
      changeSince(date: "${day(30)}") { since before after difference changes { id label plugin before after difference text } } }`;
  const askFor = async (first: number) => {
    const { data, errors, statements } = await api.ask(`{ customers(first: ${first}) { nodes { ${fields} } } }`);
    expect(errors).toEqual([]);
    return { nodes: (data as { customers: { nodes: readonly Explained[] } }).customers.nodes, statements };
  };

  it('is there in words, with an interval, a digest, and what changed since an earlier day', async () => {
    const { nodes } = await askFor(6);
    const value = nodes.find(({ displayName }) => displayName.includes('Eva'))?.relationshipValue;
    expect(value?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(value?.interval.low).toBeLessThan(value?.rvi ?? Number.NaN);
    expect(value?.interval.high).toBeGreaterThan(value?.rvi ?? Number.NaN);
    expect(value?.explanation.sentences[0]).toMatchObject({
      text: expect.stringMatching(/^Talked with us \(\d+ contacts\) adds \d+\.\d points/),
      evidence: expect.arrayContaining([expect.objectContaining({ interaction: { type: 'visit.held' } })]),
    });
    const { difference, changes } = value?.changeSince ?? { difference: Number.NaN, changes: [] };
    expect(changes.reduce((sum, change) => sum + change.difference, 0)).toBeCloseTo(difference, 9);
    expect(new Set(value?.components.map(({ basis }) => basis))).toEqual(new Set(['RECORDED']));
    expect(value?.money).toMatchObject({ netContribution: { currency: 'EUR' }, basis: 'RECORDED', windowDays: 365 });
  });

  it('leaves consumers how they are served and how much our contacts weigh, and nothing else', async () => {
    const { nodes } = await askFor(6);
    const kim = nodes.find(({ displayName }) => displayName.includes('Kim'));
    expect(kim).toMatchObject({ relationshipValue: null, service: { id: 'SERVICE', value: 0 } });
    expect(kim?.contactPressure.value).toBeGreaterThan(0);
    expect(kim?.contactPressure.waits).toHaveLength(2);
  });

  it('needs as many statements for a page of customers as for one', async () => {
    const [two, six] = [await askFor(2), await askFor(6)];
    expect(six.statements).toBeLessThanOrEqual(two.statements + 1);
    expect(six.statements).toBeLessThanOrEqual(30);
  });

  it('answers for a brand, and refuses models that nobody knows', async () => {
    const { data, errors } = await api.ask('{ customers(first: 6) { nodes { adoption { brand { id } } } } }');
    expect(errors).toEqual([]);
    const { nodes } = (data as { customers: { nodes: { adoption: { brand: { id: string } }[] }[] } }).customers;
    const brand = nodes.flatMap(({ adoption }) => adoption)[0]?.brand.id ?? '';
    const one = await valuesOf('contributions(by: EVENT, first: 200) { value }', `(brand: "${brand}")`);
    const eva = one.nodes.find(({ displayName }) => displayName.includes('Eva'))?.relationshipValue;
    expect(eva?.contributions.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(eva?.value ?? Number.NaN, 9);
    const unknown = await api.ask('{ customers(first: 1) { nodes { relationshipValue(model: "none") { rvi } } } }');
    expect(unknown.errors).toEqual(['NOT_FOUND']);
  });
});

describe('Customer.adoption', () => {
  it('shows the stage of each brand with its evidence, and nothing for consumers', async () => {
    const { data, errors } = await api.ask(
      '{ customers(first: 50) { nodes { displayName adoption { brand { code } stage since wouldFallBackOn evidenceCount evidence(first: 1) { label kind stage points confirming occurredAt interaction { type } } } } } }',
    );
    expect(errors).toEqual([]);
    const { nodes } = (data as { customers: { nodes: { displayName: string; adoption: unknown[] }[] } }).customers;
    const of = (name: string) => nodes.find(({ displayName }) => displayName.includes(name))?.adoption;
    expect(of('Kim')).toEqual([]);
    expect(of('Ada')).toEqual([]);
    expect(of('Eva')).toEqual([
      {
        brand: { code: 'ALPHA' },
        stage: 'AWARE',
        since: expect.any(String),
        wouldFallBackOn: expect.any(String),
        evidenceCount: 5,
        evidence: [
          {
            label: 'Brand discussed',
            kind: 'visit.discussed',
            stage: 'AWARE',
            points: 3,
            confirming: true,
            occurredAt: day(0),
            interaction: { type: 'visit.held' },
          },
        ],
      },
    ]);
  });
});
