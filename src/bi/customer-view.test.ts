import { type DomainApi, openDomain } from '../../test/helpers/domain-api';

const customer = (key: string, kind: string) => `${key}: upsertCustomer(input: { source: "s", sourceKey: "${key}",
  kind: ${kind}, identifiers: [{ system: "crm", value: "${key}" }], name: { family: "N" } }) { status }`;
const call = (key: string) => `{ sourceKey: "${key}", type: "call.held", occurredAt: "2026-11-01T10:00:00Z",
  customer: { identifiers: [{ system: "crm", value: "${key}" }] }, details: { minutes: 30 } }`;

describe('the view of customers for BI tools', () => {
  let api: DomainApi;
  beforeAll(async () => {
    api = await openDomain();
    await api.ask(`mutation { ${customer('ana', 'PROFESSIONAL')} ${customer('con', 'CONSUMER')}
      recordInteractions(input: { source: "calls", items: [${call('ana')}, ${call('con')}] }) { recorded } }`);
  });
  afterAll(() => api.close());

  it('shows the value that the API shows, to the last digit, and none of consumers', async () => {
    const { data, errors } = await api.ask(`{ customerByIdentifier(system: "crm", value: "ana") {
      relationshipValue { rvi grade computedAt modelVersion components { id value } } } }`);
    expect(errors).toEqual([]);
    const { rvi, grade, computedAt, modelVersion, components } = data.customerByIdentifier.relationshipValue;
    const parts = new Map<string, number>(
      components.map(({ id, value }: { id: string; value: number }) => [id.toLowerCase(), value]),
    );
    const rows = await api.database.reader().query<Record<string, unknown>>({
      text: 'select * from bi.customer order by customer_id',
    });
    expect(rvi).toBeGreaterThan(0);
    expect(rows[0]).toMatchObject({
      ...{ relationship_value: rvi, grade, value_model: modelVersion, value_is_outdated: false },
      ...{ engagement: parts.get('engagement'), reciprocity: parts.get('reciprocity'), service: parts.get('service') },
      ...{ durability: parts.get('durability'), money_index: parts.get('money') },
    });
    expect(new Date(rows[0]?.value_computed_at as string)).toEqual(new Date(computedAt));
    expect(rows[1]).toMatchObject({ kind: 'consumer', relationship_value: null, grade: null, money_index: null });
  });
});
