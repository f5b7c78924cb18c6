import { type DomainApi, openDomain } from '../../test/helpers/domain-api';

const upsert = `mutation ($input: UpsertCustomerInput!) {
  upsertCustomer(input: $input) { status problem { code reason } customer { id displayName segment } }
}`;

const npi = (value: string) => [{ system: 'us-npi', value }];

const ada = {
  source: 'master',
  sourceKey: 'ada',
  kind: 'PROFESSIONAL',
  identifiers: [...npi('1234567893'), { system: 'crm', value: 'A1' }],
  name: { given: 'Ada', family: 'Lovelace', credentials: 'MD' },
  otherNames: [{ use: 'FORMER', family: 'Byron' }],
  specialty: { code: '207R', name: 'Internal Medicine' },
  licences: [{ number: 'L-1', region: 'NY' }],
  contactPoints: [{ kind: 'EMAIL', value: 'ada@example.org', use: 'work' }],
  addresses: [{ use: 'PRACTICE', lines: ['1 Main St', 'Suite 2'], city: 'Albany', region: 'NY', country: 'US' }],
  territory: 'NE',
  segment: 'A',
  country: 'US',
};

describe('customers', () => {
  let api: DomainApi;
  beforeAll(async () => {
    api = await openDomain();
    await api.ask(`mutation { upsertTerritory(input: { code: "NE", name: "North East" }) { status } }`);
    await api.ask(upsert, { input: ada });
    for (const [key, family, segment] of [
      ['ben', 'Zuse', 'B'],
      ['cid', 'adams', 'A'],
      ['dot', 'Hopper_1', null],
    ]) {
      const input = {
        source: 'master',
        sourceKey: key,
        kind: key === 'dot' ? 'CONSUMER' : 'PROFESSIONAL',
        identifiers: [{ system: 'crm', value: key }],
        name: { given: 'X', family },
        segment,
      };
      await api.ask(upsert, { input });
    }
  });
  afterAll(() => api.close());

  const names = async (args: string): Promise<string[]> => {
    const { data, errors } = await api.ask(`{ customers(${args}) { nodes { displayName } } }`);
    expect(errors).toEqual([]);
    return data.customers.nodes.map(({ displayName }: { displayName: string }) => displayName);
  };

  it('are found by an identifier with everything that is known of them', async () => {
    const { data, errors } = await api.ask(`{
      customerByIdentifier(system: "us-npi", value: " 1234567893 ") {
        kind displayName segment country
        person { givenName familyName }
        professional { specialty specialtyCode credentials licences { number region source } }
        identifiers { system value }
        otherNames { use familyName }
        contactPoints { kind value use }
        addresses { use lines city region country }
        territory { code name }
        closedChannels { channel }
      }
    }`);

    expect(errors).toEqual([]);
    expect(data.customerByIdentifier).toEqual({
      kind: 'PROFESSIONAL',
      displayName: expect.stringContaining('Lovelace'),
      segment: 'A',
      country: 'US',
      person: { givenName: 'Ada', familyName: 'Lovelace' },
      professional: {
        specialty: 'Internal Medicine',
        specialtyCode: '207R',
        credentials: 'MD',
        licences: [{ number: 'L-1', region: 'NY', source: 'master' }],
      },
      identifiers: [
        { system: 'crm', value: 'A1' },
        { system: 'us-npi', value: '1234567893' },
      ],
      otherNames: [{ use: 'FORMER', familyName: 'Byron' }],
      contactPoints: [{ kind: 'EMAIL', value: 'ada@example.org', use: 'work' }],
      addresses: [{ use: 'PRACTICE', lines: ['1 Main St', 'Suite 2'], city: 'Albany', region: 'NY', country: 'US' }],
      territory: { code: 'NE', name: 'North East' },
      closedChannels: [],
    });
  });

  it('are found by the id that the API gave out, and only by such an id', async () => {
    const first = await api.ask('{ customerByIdentifier(system: "crm", value: "ben") { id } }');
    const { id } = first.data.customerByIdentifier;

    const found = await api.ask('query ($id: ID!) { customer(id: $id) { displayName } }', { id });
    const foreign = await api.ask('{ brands { nodes { id } } customer(id: "QnJhbmQ6MQ") { displayName } }');

    expect(found.data.customer.displayName).toContain('Zuse');
    expect(foreign.errors).toEqual([expect.objectContaining({ code: 'ID_INVALID', path: 'customer' })]);
  });

  it('are nodes beside all others, null where nothing has the id', async () => {
    const known = await api.ask(
      '{ customerByIdentifier(system: "crm", value: "ben") { id } territories { nodes { id } } }',
    );
    const ids = [
      known.data.territories.nodes[0].id,
      Buffer.from('Customer:999999').toString('base64url'),
      known.data.customerByIdentifier.id,
    ];

    const { data, errors } = await api.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids });

    expect(errors).toEqual([]);
    expect(data.nodes).toEqual([{ __typename: 'Territory', id: ids[0] }, null, { __typename: 'Customer', id: ids[2] }]);
  });

  it('are null when nobody has the identifier', async () => {
    const { data, errors } = await api.ask('{ customerByIdentifier(system: "crm", value: "nobody") { id } }');

    expect({ data, errors }).toEqual({ data: { customerByIdentifier: null }, errors: [] });
  });

  it('stand in the order of their names without regard to case, whichever way a page is read', async () => {
    const forwards = await names('first: 4, orderBy: NAME_ASC');
    const backwards = await names('last: 4, orderBy: NAME_DESC');

    expect(forwards).toEqual([...forwards].sort((one, other) => one.toLowerCase().localeCompare(other.toLowerCase())));
    expect(backwards).toEqual([...forwards].reverse());
  });

  it('are read page by page without a gap', async () => {
    const page = `query ($after: String) { customers(first: 3, after: $after, orderBy: VALUE_DESC) {
      nodes { displayName } pageInfo { endCursor hasNextPage } totalCount } }`;

    const one = await api.ask(page);
    const two = await api.ask(page, { after: one.data.customers.pageInfo.endCursor });

    expect(one.data.customers.totalCount).toBe(4);
    expect([...one.data.customers.nodes, ...two.data.customers.nodes]).toHaveLength(4);
    expect(two.data.customers.pageInfo.hasNextPage).toBe(false);
  });

  it.each([
    ['filter: { segments: ["A"], nameContains: "ADA" }', 2],
    ['filter: { nameContains: "r_1" }', 1],
    ['filter: { nameContains: "%" , kinds: [CONSUMER] }', 'error'],
    ['filter: { kinds: [CONSUMER] }', 1],
    ['filter: { territories: ["NE", "SW"] }', 1],
    ['filter: { specialties: ["internal medicine"] }', 1],
    ['filter: { specialties: ["207r"] }', 1],
    ['filter: { identifierSystem: "us-npi" }', 1],
    ['filter: { countries: ["US"] }', 1],
    ['filter: { statuses: [INACTIVE] }', 0],
    ['filter: { valueAtLeast: 0.5 }', 0],
    ['filter: { valueAtMost: 0.5 }', 4],
    ['filter: { channels: ["call"] }', 0],
    ['filter: { brands: ["nope"] }', 0],
    ['filter: { relatedTo: { role: "owner", activeOn: "2026-01-01" } }', 0],
    ['filter: {}', 4],
    ['orderBy: UPDATED_DESC', 4],
  ])('are filtered by %s', async (args, count) => {
    const { data, errors } = await api.ask(`{ customers(${args}) { nodes { id } } }`);

    expect(errors.length > 0 ? 'error' : data.customers.nodes.length).toBe(count);
  });

  it('are asked for past the page limit only with an error', async () => {
    const { errors } = await api.ask('{ customers(first: 201) { nodes { id } } }');

    expect(errors).toEqual([expect.objectContaining({ code: 'PAGE_TOO_LARGE', path: 'customers' })]);
  });

  it('keep what an upsert leaves out, and say what became of the record', async () => {
    const input = { ...ada, name: undefined, sourceKey: 'ada-2', segment: 'C', identifiers: npi('1234567893') };

    const changed = await api.ask(upsert, { input });
    const again = await api.ask(upsert, { input });
    const faulty = await api.ask(upsert, { input: { ...input, sourceKey: 'x', identifiers: npi('1234567890') } });
    const waiting = await api.ask(upsert, { input: { ...input, sourceKey: 'y', territory: 'nowhere' } });

    expect(changed.data.upsertCustomer).toMatchObject({ status: 'ACCEPTED', customer: { segment: 'C' } });
    expect(changed.data.upsertCustomer.customer.displayName).toContain('Lovelace');
    expect(again.data.upsertCustomer.status).toBe('REPEATED');
    expect(faulty.data.upsertCustomer).toMatchObject({
      status: 'REJECTED',
      problem: { code: 'IDENTIFIER_INVALID' },
      customer: null,
    });
    expect(waiting.data.upsertCustomer).toMatchObject({ status: 'WAITING', problem: { code: 'TERRITORY_UNKNOWN' } });
  });

  it('of a page cost the same statements as one customer', async () => {
    const query = (first: number) => `{ customers(first: ${first}) { nodes {
      displayName identifiers { value } addresses { city } territory { name } professional { licences { number } }
      timeline(first: 2) { nodes { type brand { name } } } ledger(first: 1) { nodes { id } } ledgerSummary { currency }
      relationships(first: 1) { nodes { role } } affiliations(first: 1) { nodes { role } } needs(first: 1) { nodes { topic } }
    } } }`;

    const one = await api.ask(query(1));
    const all = await api.ask(query(4));

    expect(all.errors).toEqual([]);
    expect(all.statements.length).toBeLessThanOrEqual(one.statements.length + 1);
  });
});
