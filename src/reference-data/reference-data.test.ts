import { type DomainApi, openDomain } from '../../test/helpers/domain-api';

describe('reference data', () => {
  let api: DomainApi;
  beforeAll(async () => {
    api = await openDomain();
  });
  afterAll(() => api.close());

  it('are made by code, changed by the same code and refused when they name something unknown', async () => {
    const { data, errors } = await api.ask(`mutation {
      us: upsertTerritory(input: { code: "US", name: "United States", country: "US" }) { status territory { id code country } }
      ne: upsertTerritory(input: { code: "US-NE", name: "North East", parent: "US" }) { status territory { parent { code } } }
      tom: upsertTeamMember(input: { code: "tom", name: "Tom", role: "representative", territory: "US-NE" }) {
        status teamMember { name active territory { code parent { name } } } }
      brand: upsertBrand(input: { code: " BX ", name: "Brand" }) { status brand { code name } }
      renamed: upsertBrand(input: { code: "BX", name: "Brand X" }) { status brand { code name } }
      repeated: upsertBrand(input: { code: "BX", name: "Brand X" }) { status }
      lost: upsertTeamMember(input: { code: "sue", name: "Sue", role: "liaison", territory: "nowhere" }) {
        status problem { code } teamMember { name } }
      content: upsertContent(input: { code: "C1", title: "Slides", brand: "BX", channel: "call", approvedFrom: "2026-01-01" }) {
        status content { title brand { name } approvedFrom approvedUntil } }
      empty: upsertBrand(input: { code: "", name: "None" }) { status problem { code } brand { id } }
    }`);

    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      us: { status: 'ACCEPTED', territory: { code: 'US', country: 'US' } },
      ne: { status: 'ACCEPTED', territory: { parent: { code: 'US' } } },
      tom: {
        teamMember: { name: 'Tom', active: true, territory: { code: 'US-NE', parent: { name: 'United States' } } },
      },
      brand: { status: 'ACCEPTED', brand: { code: 'BX', name: 'Brand' } },
      renamed: { status: 'CORRECTED', brand: { name: 'Brand X' } },
      repeated: { status: 'REPEATED' },
      lost: { status: 'WAITING', problem: { code: 'TERRITORY_UNKNOWN' }, teamMember: null },
      content: {
        content: { title: 'Slides', brand: { name: 'Brand X' }, approvedFrom: '2026-01-01', approvedUntil: null },
      },
      empty: { status: 'REJECTED', problem: { code: 'RECORD_MALFORMED' }, brand: null },
    });
  });

  it('are listed by code and narrowed', async () => {
    const { data, errors } = await api.ask(`{
      brands(codes: ["BX", "BY"]) { nodes { code } totalCount }
      territories { nodes { code } }
      teamMembers(territories: ["US-NE"], active: true) { nodes { code } }
      gone: teamMembers(active: false) { nodes { code } }
      contents(brands: ["BX"], channels: ["call"], approvedOn: "2026-06-01") { nodes { code } }
      early: contents(approvedOn: "2025-06-01") { nodes { code } }
    }`);

    expect(errors).toEqual([]);
    expect(data).toEqual({
      brands: { nodes: [{ code: 'BX' }], totalCount: 1 },
      territories: { nodes: [{ code: 'US' }, { code: 'US-NE' }] },
      teamMembers: { nodes: [{ code: 'tom' }] },
      gone: { nodes: [] },
      contents: { nodes: [{ code: 'C1' }] },
      early: { nodes: [] },
    });
  });
});
