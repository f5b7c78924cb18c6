import { type DomainApi, openDomain } from '../../test/helpers/domain-api';

describe('the review queue', () => {
  let api: DomainApi;
  beforeEach(async () => {
    api = await openDomain();
    await api.ask(`mutation { recordInteractions(input: { source: "calls", items: [
      ${['k1', 'k2'].map((key) => `{ sourceKey: "${key}", type: "call.held", customer: { identifiers: [{ system: "crm", value: "ana" }] }, occurredAt: "2026-11-01T10:00:00Z", details: { minutes: 5 } }`).join('\n')}
      { sourceKey: "k3", type: "call.unheard", customer: { identifiers: [{ system: "crm", value: "ana" }] }, occurredAt: "2026-11-01T10:00:00Z" }
    ] }) { waiting } }`);
  });
  afterEach(() => api.close());

  const queue = async (args = '(disposition: WAITING)') => {
    const { data, errors } = await api.ask(`{ setAsideRecords${args} { totalCount nodes {
      id disposition door code reason source sourceKey line record attempts resolvedAt resolution importRun { id } } } }`);
    expect(errors).toEqual([]);
    return data.setAsideRecords.nodes;
  };

  it('shows what was set aside with door, code, reason and the record', async () => {
    expect(await queue()).toMatchObject([
      {
        disposition: 'WAITING',
        door: 'mutation',
        code: 'CUSTOMER_UNKNOWN',
        source: 'calls',
        record: expect.objectContaining({ kind: 'interaction' }),
        resolvedAt: null,
        importRun: null,
      },
      { disposition: 'WAITING' },
    ]);
    expect(await queue('(code: "INTERACTION_TYPE_UNKNOWN", door: "mutation")')).toHaveLength(1);
    expect(await queue('(resolved: true)')).toEqual([]);
  });

  it('is sent through the intake again once what was missing exists', async () => {
    const resubmit = () =>
      api.ask(
        'mutation { resubmitSetAsideRecords(input: { limit: 10 }) { outcomes { status sourceKey problem { code } } } }',
      );

    await api.ask(`mutation { recordInteractions(input: { source: "calls", items: [
      { sourceKey: "k4", type: "call.held", customer: { identifiers: [{ system: "crm", value: "ana" }] },
        occurredAt: "2026-11-01T10:00:00Z", brand: "LATER", details: { minutes: 5 } }] }) { waiting } }`);

    const still = await resubmit();
    await api.ask(`mutation { upsertCustomer(input: { source: "s", sourceKey: "ana", kind: PROFESSIONAL,
      identifiers: [{ system: "crm", value: "ana" }], name: { family: "Ana" } }) { status } }`);
    const withoutBrand = await queue();
    await api.ingest.take(
      [{ record: { kind: 'brand', source: 's', sourceKey: 'b', code: 'LATER', name: 'Later' }, position: { line: 1 } }],
      { id: 'mutation', repeats: 'correct', snapshots: 'now' },
    );
    const stored = await resubmit();

    const statuses = ({ data }: typeof still) =>
      data.resubmitSetAsideRecords.outcomes.map(({ status }: { status: string }) => status);
    expect(statuses(still)).toEqual(['WAITING', 'WAITING', 'WAITING']);
    // The customer alone brought the other two along.
    expect(withoutBrand).toMatchObject([{ sourceKey: 'k4', code: 'BRAND_UNKNOWN' }]);
    expect(statuses(stored)).toEqual(['ACCEPTED']);
    expect(await queue()).toEqual([]);
  });

  it('resubmits the records named, in their order', async () => {
    const [, second] = await queue();
    const { data } = await api.ask(
      'mutation ($ids: [ID!]!) { resubmitSetAsideRecords(input: { ids: $ids }) { outcomes { status sourceKey } } }',
      { ids: [second.id] },
    );

    expect(data.resubmitSetAsideRecords.outcomes).toEqual([{ status: 'WAITING', sourceKey: second.sourceKey }]);
  });

  it('closes records with a reason, once', async () => {
    const [first] = await queue();
    const discard = async (ids: readonly string[]) => {
      const { data, errors } = await api.ask(
        `mutation ($ids: [ID!]!) { discardSetAsideRecords(input: { ids: $ids, reason: "a test record" }) {
          outcomes { outcome record { resolution resolvedAt } } } }`,
        { ids },
      );
      expect(errors).toEqual([]);
      return data.discardSetAsideRecords.outcomes;
    };
    const unknown = Buffer.from('SetAsideRecord:00000000-0000-4000-8000-000000000000').toString('base64url');

    expect(await discard([first.id, unknown])).toEqual([
      {
        outcome: 'DISCARDED',
        record: { resolution: 'discarded by development: a test record', resolvedAt: '2026-11-21T12:00:00.000Z' },
      },
      { outcome: 'NOT_FOUND', record: null },
    ]);
    expect(await discard([first.id])).toMatchObject([{ outcome: 'ALREADY_RESOLVED' }]);
    expect(await queue()).toHaveLength(1);
    expect(await queue('(disposition: WAITING, resolved: true)')).toHaveLength(1);
  });

  it.each([
    'discardSetAsideRecords(input: { ids: [], reason: "none" }) { outcomes { outcome } }',
    'resubmitSetAsideRecords(input: { limit: 0 }) { outcomes { status } }',
    'resubmitSetAsideRecords(input: { limit: 501 }) { outcomes { status } }',
  ])('refuses %s', async (mutation) => {
    const { errors } = await api.ask(`mutation { ${mutation} }`);

    expect(errors).toEqual([expect.objectContaining({ code: 'BAD_INPUT' })]);
  });

  it('refuses ids of other things', async () => {
    const { errors } = await api.ask(
      `mutation { discardSetAsideRecords(input: { ids: ["QnJhbmQ6MQ"], reason: "x" }) { outcomes { outcome } } }`,
    );

    expect(errors).toEqual([expect.objectContaining({ code: 'ID_INVALID' })]);
  });

  it('stands beside the import runs, latest first', async () => {
    await api.database.transaction((writer) =>
      writer.execute({
        text: `insert into core.import_run (id, importer, file_name, file_digest, options, state, items_done, started_at, updated_at)
          select gen_random_uuid(), 'call.files', name, name, '{}', 'running', 5, at, at
          from (values ('one.csv', timestamptz '2026-01-01Z'), ('two.csv', '2026-01-02Z')) as v(name, at)`,
      }),
    );
    const { data, errors } = await api.ask(
      '{ importRuns(importer: "call.files") { nodes { fileName state itemsDone finishedAt } totalCount } }',
    );

    expect(errors).toEqual([]);
    expect(data.importRuns).toEqual({
      totalCount: 2,
      nodes: [
        { fileName: 'two.csv', state: 'RUNNING', itemsDone: 5, finishedAt: null },
        { fileName: 'one.csv', state: 'RUNNING', itemsDone: 5, finishedAt: null },
      ],
    });
  });
});
