import { type DomainApi, openDomain } from '../../test/helpers/domain-api';

const ana = { identifiers: [{ system: 'crm', value: 'ana' }] };
const clinic = { identifiers: [{ system: 'crm', value: 'clinic' }] };

describe('ties', () => {
  let api: DomainApi;
  beforeAll(async () => {
    api = await openDomain();
    await api.ask(`mutation {
      brand: upsertBrand(input: { code: "BX", name: "Brand X" }) { status }
      member: upsertTeamMember(input: { code: "tom", name: "Tom", role: "representative" }) { status }
      ana: upsertCustomer(input: { source: "s", sourceKey: "ana", kind: PROFESSIONAL,
        identifiers: [{ system: "crm", value: "ana" }], name: { family: "Ana" } }) { status }
      clinic: upsertCustomer(input: { source: "s", sourceKey: "clinic", kind: ORGANIZATION,
        identifiers: [{ system: "crm", value: "clinic" }], organizationName: "Clinic" }) { status }
    }`);
  });
  afterAll(() => api.close());

  const assign = (input: object) =>
    api.ask(
      `mutation ($input: AssignRelationshipInput!) { assignRelationship(input: $input) {
        status problem { code } relationship { id role since until teamMember { code } brand { code } customer { displayName } }
      } }`,
      { input: { source: 's', customer: ana, role: 'owner', ...input } },
    );

  it('with our side name a team member or a brand, and are found by the day they are in force', async () => {
    const member = await assign({ sourceKey: 'r1', teamMember: 'tom', since: '2025-01-01' });
    await assign({ sourceKey: 'r2', brand: 'BX', role: 'prescriber', since: '2024-01-01', until: '2024-12-31' });

    const { data, errors } = await api.ask(`{ customerByIdentifier(system: "crm", value: "ana") {
      all: relationships { nodes { role } totalCount }
      then: relationships(activeOn: "2024-12-31") { nodes { role brand { name } teamMember { name } } }
      owners: relationships(roles: ["owner"]) { nodes { teamMember { name } } }
    } }`);

    expect(member.data.assignRelationship).toMatchObject({
      status: 'ACCEPTED',
      problem: null,
      relationship: { role: 'owner', since: '2025-01-01', until: null, teamMember: { code: 'tom' }, brand: null },
    });
    expect(errors).toEqual([]);
    expect(data.customerByIdentifier).toEqual({
      all: { nodes: [{ role: 'owner' }, { role: 'prescriber' }], totalCount: 2 },
      // biome-ignore lint/suspicious/noThenProperty: the alias of a GraphQL field, not a promise
      then: { nodes: [{ role: 'prescriber', brand: { name: 'Brand X' }, teamMember: null }] },
      owners: { nodes: [{ teamMember: { name: 'Tom' } }] },
    });
  });

  it('narrow the list of customers', async () => {
    const ids = await api.ask('{ teamMembers { nodes { id } } brands { nodes { id } } }');
    const [{ id: teamMember }] = ids.data.teamMembers.nodes;
    const [{ id: brand }] = ids.data.brands.nodes;
    const count = async (relatedTo: object) => {
      const { data } = await api.ask(
        'query ($relatedTo: RelatedToInput) { customers(filter: { relatedTo: $relatedTo }) { totalCount } }',
        {
          relatedTo,
        },
      );
      return data.customers.totalCount;
    };

    expect(await count({ teamMember })).toBe(1);
    expect(await count({ teamMember, activeOn: '2024-06-01' })).toBe(0);
    expect(await count({ brand, activeOn: '2024-06-01' })).toBe(1);
    expect(await count({ teamMember, brand })).toBe(0);
    expect(await count({ role: 'prescriber' })).toBe(1);
  });

  it('end on a day, are the same when ended again, and keep their id', async () => {
    const assigned = await assign({ sourceKey: 'r3', teamMember: 'tom', role: 'backup', since: '2025-02-01' });
    const { id } = assigned.data.assignRelationship.relationship;
    const end = (until: string) =>
      api.ask(
        `mutation ($id: ID!, $until: Date!) { endRelationship(input: { id: $id, until: $until }) {
        status problem { code } relationship { id until role } } }`,
        { id, until },
      );

    const ended = await end('2025-06-30');
    const again = await end('2025-06-30');
    const before = await end('2025-01-01');

    expect(ended.data.endRelationship).toMatchObject({
      status: 'CORRECTED',
      relationship: { id, until: '2025-06-30' },
    });
    expect(again.data.endRelationship).toMatchObject({ status: 'REPEATED', relationship: { id } });
    expect(before.data.endRelationship).toMatchObject({ status: 'REJECTED', relationship: null });
  });

  it('that do not exist cannot be ended', async () => {
    const assigned = await assign({ sourceKey: 'r4', teamMember: 'tom', role: 'x' });
    const { id } = assigned.data.assignRelationship.relationship;
    const unknown = Buffer.from(
      Buffer.from(id, 'base64url')
        .toString()
        .replace(/[0-9a-f]{12}$/, '000000000000'),
    ).toString('base64url');
    const { errors } = await api.ask(
      'mutation ($id: ID!) { endRelationship(input: { id: $id, until: "2026-01-01" }) { status } }',
      { id: unknown },
    );

    expect(errors).toEqual([expect.objectContaining({ code: 'NOT_FOUND', path: 'endRelationship' })]);
  });

  it('name the customer in one way only', async () => {
    const neither = await assign({ sourceKey: 'r5', teamMember: 'tom', customer: {} });
    const foreign = await assign({ sourceKey: 'r6', teamMember: 'tom', customer: { id: 'bm9wZQ' } });

    expect(neither.data.assignRelationship).toMatchObject({
      status: 'REJECTED',
      problem: { code: 'RECORD_MALFORMED' },
    });
    expect(foreign.data.assignRelationship).toMatchObject({ status: 'REJECTED', problem: { code: 'ID_INVALID' } });
  });

  it('between customers are seen from both sides', async () => {
    const added = await api.ask(
      `mutation ($input: AddAffiliationInput!) { addAffiliation(input: $input) {
        status affiliation { id side other { displayName } customer { displayName } } } }`,
      { input: { source: 's', sourceKey: 'a1', customer: ana, other: clinic, role: 'practises at' } },
    );
    const seen = (name: string) =>
      api.ask(
        `query ($name: String!) { customerByIdentifier(system: "crm", value: $name) {
          affiliations { nodes { id side role other { displayName } } } } }`,
        { name },
      );
    const fromClinic = await seen('clinic');
    const [toSide] = fromClinic.data.customerByIdentifier.affiliations.nodes;

    const ended = await api.ask(
      'mutation ($id: ID!) { endAffiliation(input: { id: $id, until: "2026-05-31" }) { status affiliation { until side } } }',
      { id: toSide.id },
    );

    expect(added.data.addAffiliation).toMatchObject({
      status: 'ACCEPTED',
      affiliation: { side: 'FROM', other: { displayName: 'Clinic' } },
    });
    expect(toSide).toMatchObject({
      side: 'TO',
      role: 'practises at',
      other: { displayName: expect.stringContaining('Ana') },
    });
    expect((await seen('ana')).data.customerByIdentifier.affiliations.nodes).toMatchObject([{ side: 'FROM' }]);
    expect(ended.data.endAffiliation).toMatchObject({ status: 'CORRECTED', affiliation: { until: '2026-05-31' } });
  });

  it('are nodes that their ids find again', async () => {
    const { data } = await api.ask(`{ customerByIdentifier(system: "crm", value: "clinic") {
      affiliations { nodes { id } } } }`);
    const [{ id }] = data.customerByIdentifier.affiliations.nodes;

    const found = await api.ask('query ($id: ID!) { node(id: $id) { id ... on Affiliation { side } } }', { id });

    expect(found.data.node).toEqual({ id, side: 'TO' });
  });
});
