import { isEnumType, isObjectType } from 'graphql';
import { type DomainApi, openDomain } from '../helpers/domain-api';

/** Types that show an index, money or an estimate, with the field that says what the figure rests on. */
const labelled = {
  ChannelMove: 'label',
  ExpectedNetContribution: 'label',
  NetContribution: 'label',
  NetContributionLine: 'basis',
  PurchaseLawFit: 'label',
  RevenueGrowth: 'label',
  SelfReportMonth: 'label',
  SpendLawFit: 'label',
  ValueComponent: 'basis',
  ValueContribution: 'basis',
  ValueMoney: 'basis',
  ValueSentence: 'basis',
} as const;

const known = `identifiers: [{ system: "crm", value: "con" }]`;

describe('figures of the API', () => {
  let api: DomainApi;
  beforeAll(async () => {
    api = await openDomain();
    const { errors } = await api.ask(`mutation {
      upsertCustomer(input: { source: "s", sourceKey: "con", kind: CONSUMER, ${known}, name: { family: "C" } }) { status }
      recordInteractions(input: { source: "calls", items: [{ sourceKey: "1", type: "call.held",
        customer: { ${known} }, occurredAt: "2026-11-20T10:00:00Z", details: { minutes: 30 } }] }) { recorded }
      recordLedgerEntries(input: { source: "erp", entries: [{ sourceKey: "1", customer: { ${known} }, kind: REVENUE,
        amount: { minorUnits: 500, currency: "EUR" }, occurredOn: "2026-11-01" }] }) { outcomes { status } } }`);
    expect(errors).toEqual([]);
  });
  afterAll(() => api.close());

  it('say in their type whether they are recorded, causal, modelled or allocated', () => {
    const { schema } = api.kernel;
    const labels = schema.getType('FigureLabel');
    expect(isEnumType(labels) && labels.getValues().map(({ name }) => name)).toEqual([
      'RECORDED',
      'CAUSAL',
      'MODELLED',
      'ALLOCATED',
    ]);
    const types = Object.entries(labelled).map(([name, field]) => {
      const type = schema.getType(name);
      return [name, isObjectType(type) ? String(type.getFields()[field]?.type) : null];
    });
    expect(types).toEqual(Object.keys(labelled).map((name) => [name, expect.stringMatching(/^(FigureLabel|Basis)!$/)]));
  });

  it('do not exist for consumers, but for service and contact pressure', async () => {
    const { data, errors } = await api.ask(`{ customerByIdentifier(system: "crm", value: "con") {
      kind relationshipValue { rvi } asOf: relationshipValue(asOf: "2026-11-01T00:00:00Z") { rvi }
      netContribution { currency } profitability { class } channelMoves { to }
      contactPressure { value maximum } service { id value contributions { value } } } }`);
    expect(errors).toEqual([]);
    const { contactPressure, service, ...off } = data.customerByIdentifier;
    expect(off).toEqual({
      ...{ kind: 'CONSUMER', relationshipValue: null, asOf: null },
      ...{ netContribution: null, profitability: null, channelMoves: [] },
    });
    expect(contactPressure.value).toBeGreaterThan(0);
    expect(service).toMatchObject({ id: 'SERVICE', value: 0 });
  });

  it('are no ranking of consumers either', async () => {
    const rows = await api.database.reader().query({
      text: `select v.customer_id from bi.customer v where v.kind = 'consumer' and (v.relationship_value, v.grade) is not null`,
    });
    expect(rows).toEqual([]);
  });
});
