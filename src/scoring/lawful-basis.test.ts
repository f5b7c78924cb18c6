import { type DomainApi, openDomain } from '../../test/helpers/domain-api';
import { type LawfulBasis, putLawfulBases } from './lawful-basis.store';

const consumer = (key: string, country: string) =>
  `${key}: upsertCustomer(input: { source: "s", sourceKey: "${key}", kind: CONSUMER, country: "${country}",
    identifiers: [{ system: "crm", value: "${key}" }], name: { family: "C" } }) { status }`;
const entry = (key: string) =>
  `{ sourceKey: "${key}", customer: { identifiers: [{ system: "crm", value: "${key}" }] }, kind: REVENUE,
    amount: { minorUnits: 500, currency: "EUR" }, occurredOn: "2026-11-01" }`;
const contact = (key: string) =>
  `{ sourceKey: "${key}", type: "call.held", customer: { identifiers: [{ system: "crm", value: "${key}" }] },
    occurredAt: "2026-11-20T10:00:00Z", details: { minutes: 30 } }`;

describe('a lawful basis', () => {
  let api: DomainApi;
  beforeAll(async () => {
    api = await openDomain();
    const { errors } = await api.ask(`mutation { ${consumer('german', 'DE')} ${consumer('french', 'FR')}
      recordInteractions(input: { source: "calls", items: [${contact('german')}, ${contact('french')}] }) { recorded }
      recordLedgerEntries(input: { source: "erp", entries: [${entry('german')}, ${entry('french')}] }) { outcomes { status } } }`);
    expect(errors).toEqual([]);
  });
  afterAll(() => api.close());

  const put = (...bases: readonly LawfulBasis[]) => api.database.transaction((writer) => putLawfulBases(writer, bases));
  const figures = async (key: string) => {
    const { data, errors } = await api.ask(`{ customerByIdentifier(system: "crm", value: "${key}") { lawfulBasis
      relationshipValue { rvi grade } exact: relationshipValue(asOf: "2026-11-20T12:00:00Z") { rvi }
      netContribution { currency } profitability { class } } }`);
    expect(errors).toEqual([]);
    return data.customerByIdentifier;
  };
  const off = { lawfulBasis: null, relationshipValue: null, exact: null, netContribution: null, profitability: null };

  it('is needed for figures of consumers', async () => {
    expect([await figures('german'), await figures('french')]).toEqual([off, off]);
  });

  it('switches them on in its country, and is named in the answer, until it is withdrawn', async () => {
    await put({ country: 'DE', basis: 'consent form 7' });
    expect(await figures('german')).toEqual({
      lawfulBasis: 'consent form 7',
      relationshipValue: { rvi: expect.any(Number), grade: expect.any(String) },
      exact: { rvi: expect.any(Number) },
      netContribution: { currency: 'EUR' },
      profitability: { class: expect.any(String) },
    });
    expect(await figures('french')).toEqual(off);
    await put({ country: 'DE', basis: 'consent form 8' }, { country: 'FR', basis: 'contract 12' });
    expect((await figures('german')).lawfulBasis).toBe('consent form 8');
    expect((await figures('french')).relationshipValue).not.toBeNull();
    await put();
    expect([await figures('german'), await figures('french')]).toEqual([off, off]);
  });
});
