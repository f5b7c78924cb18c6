import { type DomainApi, openDomain } from '../../test/helpers/domain-api';
import { summaries } from './ledger-summary';

const ana = { identifiers: [{ system: 'crm', value: 'ana' }] };
const eur = (minorUnits: number) => ({ minorUnits, currency: 'EUR' });

describe('the ledger', () => {
  let api: DomainApi;
  beforeAll(async () => {
    api = await openDomain();
    await api.ask(`mutation {
      brand: upsertBrand(input: { code: "BX", name: "Brand X" }) { status }
      ana: upsertCustomer(input: { source: "s", sourceKey: "ana", kind: PROFESSIONAL,
        identifiers: [{ system: "crm", value: "ana" }], name: { family: "Ana" } }) { status }
      con: upsertCustomer(input: { source: "s", sourceKey: "con", kind: CONSUMER,
        identifiers: [{ system: "crm", value: "con" }], name: { family: "Con" } }) { status }
    }`);
  });
  afterAll(() => api.close());

  const record = (entries: readonly object[]) =>
    api.ask(
      `mutation ($entries: [LedgerEntryInput!]!) { recordLedgerEntries(input: { source: "erp", entries: $entries }) {
        outcomes { status sourceKey problem { code } entry { kind basis amount { minorUnits currency amount } brand { code } } }
      } }`,
      { entries },
    );

  it('keeps entries with the sign of what they do, and says what became of each', async () => {
    const { data, errors } = await record([
      { sourceKey: 'e1', customer: ana, kind: 'REVENUE', amount: eur(100_000), occurredOn: '2026-01-15', brand: 'BX' },
      { sourceKey: 'e2', customer: ana, kind: 'REBATE', amount: eur(10_050), occurredOn: '2026-02-15' },
      {
        sourceKey: 'e3',
        customer: ana,
        kind: 'COST_OF_GOODS',
        amount: eur(30_000),
        occurredOn: '2026-02-15',
        basis: 'ALLOCATED',
      },
      {
        sourceKey: 'e4',
        customer: ana,
        kind: 'VALUE_TRANSFER',
        amount: { minorUnits: 500, currency: 'JPY' },
        occurredOn: '2026-03-01',
      },
      {
        sourceKey: 'e5',
        customer: { identifiers: [{ system: 'crm', value: 'nobody' }] },
        kind: 'REVENUE',
        amount: eur(1),
        occurredOn: '2026-03-01',
      },
      { sourceKey: 'e1', customer: ana, kind: 'REVENUE', amount: eur(100_000), occurredOn: '2026-01-15', brand: 'BX' },
    ]);

    expect(errors).toEqual([]);
    expect(data.recordLedgerEntries.outcomes).toMatchObject([
      {
        status: 'ACCEPTED',
        sourceKey: 'e1',
        entry: { kind: 'REVENUE', amount: { minorUnits: 100_000, amount: 1000 }, brand: { code: 'BX' } },
      },
      {
        status: 'ACCEPTED',
        entry: { amount: { minorUnits: -10_050, currency: 'EUR', amount: -100.5 }, basis: 'RECORDED' },
      },
      { status: 'ACCEPTED', entry: { basis: 'ALLOCATED' } },
      { status: 'ACCEPTED', entry: { amount: { minorUnits: -500, currency: 'JPY', amount: -500 } } },
      { status: 'WAITING', problem: { code: 'CUSTOMER_UNKNOWN' }, entry: null },
      { status: 'REPEATED' },
    ]);
  });

  it('is listed by day and narrowed by kind, basis and days', async () => {
    const { data, errors } = await api.ask(`{ customerByIdentifier(system: "crm", value: "ana") {
      all: ledger { nodes { occurredOn interaction { id } } totalCount }
      some: ledger(kinds: [REVENUE, REBATE], between: { from: "2026-02-01", to: "2026-02-28" }) { nodes { kind } }
      allocated: ledger(bases: [ALLOCATED]) { nodes { kind } }
    } }`);

    expect(errors).toEqual([]);
    expect(data.customerByIdentifier).toMatchObject({
      all: { totalCount: 4 },
      some: { nodes: [{ kind: 'REBATE' }] },
      allocated: { nodes: [{ kind: 'COST_OF_GOODS' }] },
    });
    const days = data.customerByIdentifier.all.nodes.map(({ occurredOn }: { occurredOn: string }) => occurredOn);
    expect(days).toEqual([...days].sort().reverse());
  });

  it('sums by currency, kind and basis, with what contacts cost by the rate card', async () => {
    await api.ask(`mutation { recordInteractions(input: { source: "calls", items: [
      { sourceKey: "c1", type: "call.held", customer: { identifiers: [{ system: "crm", value: "ana" }] },
        occurredAt: "2026-02-28T23:30:00Z", details: { minutes: 30 }, count: 2 }] }) { recorded } }`);
    const { data, errors } = await api.ask(`{ customerByIdentifier(system: "crm", value: "ana") {
      all: ledgerSummary { currency lines { kind basis fromRateCard entries amount { minorUnits } } touchCost { minorUnits } net { minorUnits amount } allocatedShare }
      february: ledgerSummary(from: "2026-02-28", to: "2026-02-28") { currency net { minorUnits } }
      march: ledgerSummary(from: "2026-03-01") { currency net { minorUnits } }
    } }`);

    const touchCost = -2 * (500 + 30 * 20);
    expect(errors).toEqual([]);
    expect(data.customerByIdentifier.all).toEqual([
      {
        currency: 'EUR',
        lines: [
          {
            kind: 'COST_OF_GOODS',
            basis: 'ALLOCATED',
            fromRateCard: false,
            entries: 1,
            amount: { minorUnits: -30_000 },
          },
          { kind: 'REBATE', basis: 'RECORDED', fromRateCard: false, entries: 1, amount: { minorUnits: -10_050 } },
          { kind: 'REVENUE', basis: 'RECORDED', fromRateCard: false, entries: 1, amount: { minorUnits: 100_000 } },
          { kind: 'TOUCH_COST', basis: 'MODELLED', fromRateCard: true, entries: 2, amount: { minorUnits: touchCost } },
        ],
        touchCost: { minorUnits: touchCost },
        net: { minorUnits: 59_950 + touchCost, amount: (59_950 + touchCost) / 100 },
        allocatedShare: 30_000 / (140_050 - touchCost),
      },
      expect.objectContaining({ currency: 'JPY', net: { minorUnits: -500, amount: -500 } }),
    ]);
    expect(data.customerByIdentifier.february).toEqual([{ currency: 'EUR', net: { minorUnits: touchCost } }]);
    expect(data.customerByIdentifier.march).toEqual([{ currency: 'JPY', net: { minorUnits: -500 } }]);
  });

  it('shows the money of a contact on both sides, and lets it go with the contact', async () => {
    const receipt = await api.ingest.take(
      [
        {
          record: {
            kind: 'interaction',
            source: 'calls',
            sourceKey: 'lunch',
            type: 'call.held',
            customer: [{ system: 'crm', value: 'con' }],
            occurredAt: '2026-04-01T12:00:00Z',
            details: { minutes: 10 },
            ledger: [
              { entry: 'value_transfer', amountMinor: 1250, currency: 'USD', nature: 'Food and Beverage' },
              { entry: 'service_cost', amountMinor: 300, currency: 'USD' },
            ],
          },
          position: { line: 1 },
        },
      ],
      { id: 'mutation', repeats: 'correct', snapshots: 'now' },
    );
    const [outcome] = receipt.outcomes;
    const read = () =>
      api.ask(`{ customerByIdentifier(system: "crm", value: "con") {
        timeline { nodes { ledgerEntries { nature amount { minorUnits } interaction { sourceKey } } } }
        ledger { nodes { kind interaction { sourceKey } } } } }`);

    const before = await read();
    await api.ingest.retract({ customerId: outcome?.customerId ?? 0, interactionId: outcome?.subjectId ?? '' });
    const after = await read();

    const interaction = { sourceKey: 'lunch' };
    const [contact] = before.data.customerByIdentifier.timeline.nodes;
    expect(contact.ledgerEntries).toHaveLength(2);
    expect(contact.ledgerEntries).toContainEqual({
      nature: 'Food and Beverage',
      amount: { minorUnits: -1250 },
      interaction,
    });
    expect(before.data.customerByIdentifier.ledger.nodes).toContainEqual({ kind: 'SERVICE_COST', interaction });
    expect(after.data.customerByIdentifier).toEqual({ timeline: { nodes: [] }, ledger: { nodes: [] } });
  });

  it('computes no money for consumers', async () => {
    await record([
      {
        sourceKey: 'p1',
        customer: { identifiers: [{ system: 'crm', value: 'con' }] },
        kind: 'REVENUE',
        amount: eur(5),
        occurredOn: '2026-01-01',
      },
    ]);
    const { data } = await api.ask(
      '{ customerByIdentifier(system: "crm", value: "con") { ledgerSummary { currency } } }',
    );

    expect(data.customerByIdentifier.ledgerSummary).toEqual([]);
  });

  it('refuses days out of order', async () => {
    const { errors } = await api.ask(`{ customerByIdentifier(system: "crm", value: "ana") {
      ledgerSummary(from: "2026-02-01", to: "2026-01-01") { currency } } }`);

    expect(errors).toEqual([
      expect.objectContaining({ code: 'BAD_INPUT', path: 'customerByIdentifier.ledgerSummary' }),
    ]);
  });

  it('has no share of anything when no money moved', () => {
    const sum = { ...revenue, basis: 'recorded' } as const;

    expect(summaries([{ ...sum, amount_minor: 0, entries: 1 }])).toMatchObject([{ allocatedShare: 0 }]);
  });

  it('keeps market signals out of the net, and shows them beside it', () => {
    const sums = [
      { ...revenue, basis: 'recorded', amount_minor: 500, entries: 1 },
      { ...revenue, basis: 'modelled', amount_minor: 9_000, entries: 2 },
      { ...revenue, kind: 'touch_cost', basis: 'modelled', from_rate_card: true, amount_minor: -100, entries: 3 },
    ] as const;

    expect(summaries(sums)).toMatchObject([
      {
        net: { minorUnits: 400 },
        recorded: { minorUnits: 500 },
        modelled: { minorUnits: 8_900 },
        marketSignals: { minorUnits: 9_000 },
        lines: [{ marketSignal: false }, { marketSignal: true }, { marketSignal: false }],
      },
    ]);
  });

  it('states neither profit nor loss when more than half is allocated', () => {
    const sums = [
      { ...revenue, basis: 'recorded', amount_minor: 499, entries: 1 },
      { ...revenue, basis: 'allocated', amount_minor: 500, entries: 1 },
    ] as const;

    expect(summaries(sums)).toMatchObject([{ net: null, allocated: { minorUnits: 500 } }]);
  });

  it('records exchange rates in editions', async () => {
    const record = (units: string) =>
      api.ask(
        `mutation ($rates: [ExchangeRateInput!]!) {
          recordExchangeRates(input: { source: "bank", base: "EUR", rates: $rates }) { recorded edition { edition base } } }`,
        { rates: [{ currency: 'USD', day: '2026-03-02', unitsPerBase: units }] },
      );
    const answers = [await record('1.08'), await record('1.080'), await record('1.09')];
    const { data } = await api.ask('{ exchangeRates { edition source base hash recordedAt } }');
    const bad = await record('nothing');

    expect(answers.map((answer) => answer.data.recordExchangeRates)).toEqual([
      { recorded: 1, edition: { edition: 1, base: 'EUR' } },
      { recorded: 0, edition: { edition: 1, base: 'EUR' } },
      { recorded: 1, edition: { edition: 2, base: 'EUR' } },
    ]);
    expect(data.exchangeRates).toMatchObject({
      edition: 2,
      source: 'bank',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(bad.errors).toEqual([expect.objectContaining({ code: 'BAD_INPUT' })]);
  });
});

const revenue = { customer_id: 1, currency: 'EUR', kind: 'revenue', from_rate_card: false } as const;
