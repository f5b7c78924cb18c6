import { type DomainApi, openDomain } from '../../test/helpers/domain-api';

const known = (value: string) => ({ identifiers: [{ system: 'crm', value }] });
const eur = (minorUnits: number) => ({ minorUnits, currency: 'EUR' });
const byId = (value: string, fields: string) => `customerByIdentifier(system: "crm", value: "${value}") { ${fields} }`;

describe('the profitability of a customer', () => {
  let api: DomainApi;
  beforeAll(async () => {
    api = await openDomain();
    await api.ask(`mutation {
      ${['org', 'ana', 'con'].map(
        (key, index) => `${key}: upsertCustomer(input: { source: "s", sourceKey: "${key}",
          kind: ${['ORGANIZATION', 'PROFESSIONAL', 'CONSUMER'][index]}, identifiers: [{ system: "crm", value: "${key}" }],
          ${key === 'org' ? 'organizationName: "Org"' : 'name: { family: "N" }'} }) { status }`,
      )}
      recordExchangeRates(input: { source: "bank", base: "EUR",
        rates: [{ currency: "USD", day: "2026-03-02", unitsPerBase: "1.25" }] }) { recorded }
      recordInteractions(input: { source: "calls", items: [
        { sourceKey: "c1", type: "call.held", customer: { identifiers: [{ system: "crm", value: "ana" }] },
          occurredAt: "2026-02-28T10:00:00Z", details: { minutes: 30 } }] }) { recorded }
    }`);
    const entry = (sourceKey: string, customer: string, kind: string, amount: object, rest: object = {}) => {
      return { sourceKey, customer: known(customer), kind, amount, occurredOn: '2026-03-03', ...rest };
    };
    const { data } = await api.ask(
      `mutation ($entries: [LedgerEntryInput!]!) { recordLedgerEntries(input: { source: "erp", entries: $entries }) { outcomes { status } } }`,
      {
        entries: [
          entry('1', 'org', 'REVENUE', eur(10_000)),
          entry('2', 'org', 'COST_OF_GOODS', eur(4_000)),
          entry('3', 'ana', 'REVENUE', { minorUnits: 1_000, currency: 'USD' }),
          entry('4', 'ana', 'REVENUE', { minorUnits: 500, currency: 'JPY' }),
          entry('5', 'ana', 'REVENUE', eur(900_000), { basis: 'MODELLED' }),
          entry('6', 'con', 'REVENUE', eur(5)),
          entry('7', 'ana', 'REVENUE', eur(77), { occurredOn: '2024-01-01' }),
        ],
      },
    );
    expect(data.recordLedgerEntries.outcomes.every(({ status }: { status: string }) => status === 'ACCEPTED')).toBe(
      true,
    );
  });
  afterAll(() => api.close());

  const net =
    'netContribution { from to currency net { minorUnits } label recorded { minorUnits } modelled { minorUnits } marketSignals { amount { minorUnits } } unconverted { amount { minorUnits currency } entries } ratesEdition ratesHash }';

  it('is one sum in the reporting currency, with what was left out beside it', async () => {
    const { data, errors } = await api.ask(`{ ${byId('ana', net)} }`);
    const touch = -(500 + 30 * 20);
    expect(errors).toEqual([]);
    expect(data.customerByIdentifier.netContribution).toEqual({
      from: '2025-11-22',
      to: '2026-11-21',
      currency: 'EUR',
      net: { minorUnits: 800 + touch },
      label: 'MODELLED',
      recorded: { minorUnits: 800 },
      modelled: { minorUnits: touch },
      marketSignals: [{ amount: { minorUnits: 900_000 } }],
      unconverted: [{ amount: { minorUnits: 500, currency: 'JPY' }, entries: 1 }],
      ratesEdition: 1,
      ratesHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('says in a code why nothing is expected, and states no class then', async () => {
    const fields =
      'profitability { class reason expected { level } expectedRefusal { code reason } growth { trend } growthRefusal { code } }';
    const { data, errors } = await api.ask(
      `{ ana: ${byId('ana', fields)} org: ${byId('org', fields)} con: ${byId('con', fields)} }`,
    );
    expect(errors).toEqual([]);
    expect(data.ana.profitability).toMatchObject({
      class: 'UNCLEAR',
      reason: 'No expected contribution can be stated.',
      expected: null,
      expectedRefusal: { code: 'NOT_LAWFUL' },
      growth: { trend: 'NO_CLEAR_TREND' },
    });
    expect(data.org.profitability).toMatchObject({
      expectedRefusal: { code: 'NO_FIT', reason: 'No law of buying has been fitted yet.' },
    });
    expect(data.con.profitability).toBeNull();
  });

  it('computes nothing for consumers', async () => {
    const { data } = await api.ask(`{ ${byId('con', `${net} channelMoves { to }`)} }`);
    expect(data.customerByIdentifier).toEqual({ netContribution: null, channelMoves: [] });
  });

  it('needs no more statements for many customers than for one', async () => {
    const list = (first: number) => `{ customers(first: ${first}) { nodes { netContribution { currency }
      profitability { class } channelMoves { to } } } }`;
    const one = await api.ask(list(1));
    const all = await api.ask(list(3));
    expect(all.errors).toEqual([]);
    expect(all.data.customers.nodes).toHaveLength(3);
    expect(all.statements.length).toBe(one.statements.length);
  });

  it('refuses days out of order and editions that do not exist', async () => {
    const { errors } = await api.ask(
      `{ ${byId(
        'org',
        `
      wrong: netContribution(from: "2026-02-01", to: "2026-01-01") { currency }
      missing: netContribution(ratesEdition: 9) { currency }`,
      )} }`,
    );
    expect(errors.map(({ code }) => code).sort()).toEqual(['BAD_INPUT', 'NOT_FOUND']);
  });
});

describe('the profitability of a professional whose purchases may be known', () => {
  it('is no longer refused as unlawful, while consumers have none whatever is configured', async () => {
    const api = await openDomain(undefined, ['organization', 'professional']);
    try {
      await api.ask(`mutation {
        ana: upsertCustomer(input: { source: "s", sourceKey: "ana", kind: PROFESSIONAL,
          identifiers: [{ system: "crm", value: "ana" }], name: { family: "N" } }) { status }
        con: upsertCustomer(input: { source: "s", sourceKey: "con", kind: CONSUMER,
          identifiers: [{ system: "crm", value: "con" }], name: { family: "C" } }) { status } }`);
      const fields = 'profitability { expectedRefusal { code } }';
      const { data } = await api.ask(`{ ana: ${byId('ana', fields)} con: ${byId('con', fields)} }`);
      expect(data.ana.profitability.expectedRefusal.code).toBe('NO_TRANSACTIONS');
      expect(data.con.profitability).toBeNull();
    } finally {
      await api.close();
    }
  });
});
