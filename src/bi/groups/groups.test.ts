import { type DomainApi, openDomain } from '../../../test/helpers/domain-api';
import type { InteractionRecord, Reader } from '../../sdk';
import { breakdownFor } from '../breakdown-for';
import { type DimensionId, dimensions, type Grain } from '../catalogue';
import { readCosts, readCounts } from '../metrics.store';
import { everyRow, type MetricsFilter, type MetricsQuestion } from '../metrics-question';
import { foldGroups, reconcileGroups } from './groups.store';

const howMany = 8;

const record = (index: number, over: Partial<InteractionRecord> = {}): InteractionRecord =>
  ({
    kind: 'interaction',
    source: 'calls',
    sourceKey: `k${index}`,
    type: index % 3 === 0 ? 'call.left' : 'call.held',
    customer: [{ system: 'crm', value: `c${(index * 5) % howMany}` }],
    occurredAt: `2025-${String((index % 4) + 1).padStart(2, '0')}-0${(index % 9) + 1}T23:59:59Z`,
    count: (index % 3) + 1,
    details: index % 3 === 0 ? {} : { minutes: (index % 50) + 0.5 },
    ...(index % 5 === 0 ? {} : { brand: index % 2 === 0 ? 'BX' : 'AY' }),
    ...over,
  }) as InteractionRecord;

const history = Array.from({ length: 120 }, (_, index) => record(index));

const filters: readonly MetricsFilter[] = [
  {},
  { channels: ['call'] },
  { types: ['call.held'] },
  { types: ['call.held', 'call.left'] },
  { brands: ['BX', 'BX'] },
  { brands: ['BX', 'AY'] },
  { territories: ['NE'] },
  { segments: ['A', 'B'] },
  { fromMonth: '2025-02-01', toMonth: '2025-02-01' },
  { fromMonth: '2025-02-01', toMonth: '2025-03-01', segments: [] },
];
const grains: readonly Grain[] = ['MONTH', 'QUARTER', 'TOTAL'];

/** Every choice of dimensions. */
const choices = Array.from({ length: 2 ** dimensions.length }, (_, bits): readonly DimensionId[] =>
  dimensions.flatMap(({ id }, index) => ((bits >> index) % 2 === 1 ? [id] : [])),
);

/** The same question, from groups where they answer it, or from the contacts per customer whatever it is. */
const over = (question: Omit<MetricsQuestion, 'summable'>, everything: string): MetricsQuestion => ({
  ...question,
  summable: () => everything,
});

describe('groups of contacts', () => {
  let api: DomainApi;
  const customer = (index: number, segment: string | null, territory: string | null) =>
    api.ask('mutation ($input: UpsertCustomerInput!) { upsertCustomer(input: $input) { status } }', {
      input: {
        ...{ source: 's', sourceKey: `c${index}`, kind: 'PROFESSIONAL', name: { family: `C${index}` } },
        ...{ identifiers: [{ system: 'crm', value: `c${index}` }], segment, territory },
      },
    });
  const take = (records: readonly InteractionRecord[]) =>
    api.ingest.take(
      records.map((each, index) => ({ record: each, position: { line: index + 1 } })),
      { id: 'mutation', repeats: 'correct', snapshots: 'later' },
    );
  const write = (text: string, values: readonly unknown[] = []) =>
    api.database.transaction((writer) => writer.execute({ text, values }));
  const fold = () => api.database.transaction(foldGroups);
  const reconcile = () => api.database.transaction(reconcileGroups);

  beforeAll(async () => {
    api = await openDomain();
    await api.ask(`mutation {
      a: upsertBrand(input: { code: "BX", name: "Brand X" }) { status }
      b: upsertBrand(input: { code: "AY", name: "Brand Y" }) { status }
      c: upsertTerritory(input: { code: "NE", name: "North East" }) { status }
      d: upsertTerritory(input: { code: "SW", name: "South West" }) { status }
    }`);
    for (let index = 0; index < howMany; index += 1) {
      await customer(index, [null, 'A', 'B'][index % 3] ?? null, [null, 'NE', 'SW', 'NE'][index % 4] ?? null);
    }
    await take(history.slice(0, 80));
  });
  afterAll(() => api.close());

  const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['contacts', async () => undefined],
    ['adding up', () => fold()],
    ['later contacts, some of them late', () => take(history.slice(80))],
    [
      'corrections of month, count, brand and type',
      () =>
        take(
          history
            .slice(10, 40)
            .map((_, at) => record(at + 10, { occurredAt: '2025-04-30T00:00:00Z', count: 5, brand: 'BX' })),
        ),
    ],
    [
      'retractions',
      async () => {
        const stored = await api.database.reader().query<{ customerId: number; interactionId: string }>({
          text: `select customer_id as "customerId", id as "interactionId" from core.interaction
            where retracted_at is null order by id limit 30`,
        });
        for (const row of stored) await api.ingest.retract(row);
      },
    ],
    [
      'moves of customers to another segment and territory',
      async () => {
        await customer(1, 'B', 'NE');
        await customer(2, null, 'SW');
        await customer(3, 'C', null);
      },
    ],
    [
      'costs, also of two currencies',
      () =>
        write(`insert into core.rollup_customer_month (customer_id, month, channel, type, brand_id, cost_currency, interactions, cost_minor)
          select id, date '2025-02-01', 'call', 'call.held', 0, currency, 2, id * 7
          from core.customer cross join unnest(array['CHF', 'USD']) currency where id % 2 = 0 order by id, currency`),
    ],
    [
      'changes in place',
      () =>
        write(
          `update core.rollup_customer_month set interactions = interactions + 1, cost_minor = 1 - cost_minor where customer_id % 3 = 0`,
        ),
    ],
    [
      'changes of the key in place',
      () =>
        write(
          `update core.rollup_customer_month set type = 'call.left.' || type where brand_id = 0 and customer_id % 2 = 1`,
        ),
    ],
    ['the end of a customer', () => write('delete from core.customer where id = (select min(id) from core.customer)')],
    ['adding up once more', () => fold()],
  ];

  it.each(steps)('agree with the contacts per customer after %s', async (_, step) => {
    await step();
    const reader = api.database.reader();
    await sameFigures(reader, [['PERIOD'], ['PERIOD', 'CHANNEL', 'TERRITORY'], ['TYPE', 'SEGMENT']], ['MONTH'], [{}]);
    expect(await reconcile()).toBe(0);
  });

  it('agree for every choice of dimensions, grain and filter', async () => {
    const reader = api.database.reader();
    await sameFigures(reader, choices, ['MONTH'], [{}]);
    await sameFigures(reader, [[], ['PERIOD'], ['PERIOD', 'CHANNEL']], grains, filters);
  });

  it('put right what was made wrong behind their back, once', async () => {
    await write(`alter table core.rollup_customer_month disable trigger user`);
    await write(
      'update core.rollup_customer_month set interactions = interactions + 1 where customer_id = (select max(id) from core.customer)',
    );
    await write(`alter table core.rollup_customer_month enable trigger user`);

    expect(await reconcile()).toBeGreaterThan(0);
    expect(await reconcile()).toBe(0);
    await fold();
    expect(await reconcile()).toBe(0);
    await sameFigures(api.database.reader(), choices, ['MONTH'], [{}]);
  });

  it('that nothing is left of are removed', async () => {
    await write('delete from core.rollup_customer_month');
    await fold();

    expect(await api.database.reader().query({ text: 'select * from core.contact_group_state' })).toEqual([]);
  });
});

describe('a question', () => {
  const ask = (
    ids: readonly DimensionId[],
    needed: Parameters<typeof breakdownFor>[1],
    { grain = 'MONTH', filter = {} }: Partial<Pick<MetricsQuestion, 'grain' | 'filter'>> = {},
    everything = everyRow,
  ) => breakdownFor(over({ dimensions: ids, grain, filter }, everything), needed)?.id ?? null;

  it('is answered by the smallest breakdown that tells enough apart', () => {
    expect(ask([], 'contacts')).toBe('channel');
    expect(ask(['TYPE'], 'contacts')).toBe('type');
    expect(ask(['TERRITORY'], 'contacts')).toBe('territory');
    expect(ask(['SEGMENT'], 'costs')).toBe('type');
    expect(ask(['TYPE', 'TERRITORY'], 'contacts')).toBeNull();
  });

  it('for distinct customers needs a month, and groups of which each customer is in one', () => {
    expect(ask(['PERIOD', 'CHANNEL', 'SEGMENT'], 'customers')).toBe('channel');
    expect(ask(['PERIOD'], 'customers')).toBe('month');
    expect(ask(['PERIOD', 'BRAND'], 'customers')).toBe('brand');
    expect(ask(['PERIOD', 'TYPE'], 'customers')).toBeNull();
    expect(ask(['PERIOD'], 'customers', { grain: 'YEAR' })).toBeNull();
    expect(ask(['CHANNEL'], 'customers')).toBeNull();
    expect(ask(['CHANNEL'], 'customers', { filter: { fromMonth: '2025-01-01', toMonth: '2025-01-01' } })).toBe(
      'channel',
    );
    expect(ask(['PERIOD'], 'customers', { filter: { channels: ['rep'] } })).toBe('channel');
    expect(ask(['PERIOD'], 'customers', { filter: { channels: ['rep', 'email'] } })).toBeNull();
    expect(ask(['PERIOD'], 'customers', { filter: { segments: ['A', 'B'] } })).toBe('month');
  });

  it('of somebody who may not see everything is answered customer by customer', () => {
    expect(ask(['PERIOD', 'CHANNEL'], 'customers', {}, 'r.brand_id = 1')).toBeNull();
    expect(ask([], 'costs', {}, 'false')).toBeNull();
  });
});

/** Distinct customers and costs, alone and with the others, come out the same both ways. */
async function sameFigures(
  reader: Reader,
  asked: readonly (readonly DimensionId[])[],
  byGrain: readonly Grain[],
  byFilter: readonly MetricsFilter[],
): Promise<void> {
  for (const grain of byGrain) {
    for (const filter of byFilter) {
      for (const chosen of asked) {
        const question = { dimensions: chosen, grain, filter };
        const [byGroups, byCustomers] = await Promise.all(
          [everyRow, '(true)'].map((everything) => answers(reader, over(question, everything))),
        );
        expect({ question, answers: byGroups }).toEqual({ question, answers: byCustomers });
      }
    }
  }
}

async function answers(reader: Reader, question: MetricsQuestion): Promise<readonly unknown[]> {
  const costs = await readCosts(reader, question);
  return [
    await readCounts(reader, question, ['COUNT'], 1_000),
    await readCounts(reader, question, ['COUNT', 'DISTINCT_CUSTOMERS'], 1_000),
    costs.map((row) => JSON.stringify(row)).sort(),
  ];
}
