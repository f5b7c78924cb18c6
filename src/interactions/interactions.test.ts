import { type DomainApi, openDomain } from '../../test/helpers/domain-api';

const customer = { identifiers: [{ system: 'crm', value: 'ana' }] };
const held = (sourceKey: string, occurredAt: string, more: object = {}) => ({
  sourceKey,
  type: 'call.held',
  customer,
  occurredAt,
  details: { minutes: 30 },
  ...more,
});

describe('interactions', () => {
  let api: DomainApi;
  beforeAll(async () => {
    api = await openDomain();
    await api.ask(`mutation {
      brand: upsertBrand(input: { code: "BX", name: "Brand X" }) { status }
      member: upsertTeamMember(input: { code: "tom", name: "Tom", role: "representative" }) { status }
      content: upsertContent(input: { code: "C1", title: "Slides", brand: "BX" }) { status }
      ana: upsertCustomer(input: { source: "s", sourceKey: "ana", kind: PROFESSIONAL,
        identifiers: [{ system: "crm", value: "ana" }], name: { family: "Ana" } }) { status }
    }`);
  });
  afterAll(() => api.close());

  const record = (items: readonly object[]) =>
    api.ask(
      `mutation ($items: [InteractionInput!]!) { recordInteractions(input: { source: "calls", items: $items }) {
        recorded repeated corrected rejected waiting
        outcomes {
          __typename position sourceKey
          ... on InteractionRecorded { interaction { id type revision ... on CallHeld { minutes } } }
          ... on InteractionCorrected { interaction { id revision ... on CallHeld { minutes } } }
          ... on InteractionRepeated { interaction { id } }
          ... on InteractionRejected { problem { code reason setAsideRecord { id disposition } } }
          ... on InteractionWaiting { problem { code setAsideRecord { id disposition } } }
        }
      } }`,
      { items },
    );

  it('are recorded with an outcome for each item in its order', async () => {
    await record([held('k1', '2026-03-01T10:00:00Z'), held('k2', '2026-03-02T10:00:00Z')]);

    const { data, errors } = await record([
      held('k3', '2026-03-03T10:00:00Z', { brand: 'BX', actor: 'tom', content: 'C1' }),
      held('k1', '2026-03-01T10:00:00Z'),
      held('k2', '2026-03-02T10:00:00Z', { details: { minutes: 45 } }),
      held('k4', '2026-03-04T10:00:00Z', { details: { minutes: 'long' } }),
      held('k5', '2026-03-05T10:00:00Z', { customer: { identifiers: [{ system: 'crm', value: 'nobody' }] } }),
      { ...held('k6', '2026-03-06T10:00:00Z'), occurredAt: undefined },
      { ...held('k7', '2026-03-07T10:00:00Z'), occurredAt: undefined, occurredOn: '2026-03-07' },
    ]);

    expect(errors).toEqual([]);
    const { outcomes, ...counts } = data.recordInteractions;
    expect(counts).toEqual({ recorded: 2, repeated: 1, corrected: 1, rejected: 2, waiting: 1 });
    expect(outcomes).toMatchObject([
      {
        __typename: 'InteractionRecorded',
        position: 1,
        sourceKey: 'k3',
        interaction: { type: 'call.held', minutes: 30 },
      },
      { __typename: 'InteractionRepeated', position: 2, sourceKey: 'k1' },
      { __typename: 'InteractionCorrected', position: 3, interaction: { revision: 2, minutes: 45 } },
      { __typename: 'InteractionRejected', position: 4, problem: { code: 'DETAILS_INVALID' } },
      { __typename: 'InteractionWaiting', position: 5, problem: { code: 'CUSTOMER_UNKNOWN' } },
      {
        __typename: 'InteractionRejected',
        position: 6,
        problem: { code: 'RECORD_MALFORMED', setAsideRecord: { disposition: 'REJECTED' } },
      },
      { __typename: 'InteractionRecorded', position: 7, interaction: { minutes: 30 } },
    ]);
  });

  it('stand in the timeline latest first, with everything they are tied to', async () => {
    const { data, errors, statements } = await api.ask(`{ customerByIdentifier(system: "crm", value: "ana") {
      timeline(first: 2, between: { from: "2026-03-01T00:00:00Z", to: "2026-03-07T00:00:00Z" }) {
        totalCount
        nodes {
          occurredAt direction touchCost { minorUnits currency amount } againstClosure
          brand { code } actor { code } content { title } customer { displayName }
        }
      }
      days: timeline(filtered: false, orderBy: EARLIEST_FIRST) { nodes { occurredAt imprecise } }
      none: timeline(channels: ["call"], types: ["call.left"]) { nodes { id } }
      filtered: timeline(filtered: true) { nodes { filteredReason } }
    } }`);

    expect(errors).toEqual([]);
    const { timeline, days, none, filtered } = data.customerByIdentifier;
    expect(timeline).toEqual({
      totalCount: 3,
      nodes: [
        {
          occurredAt: '2026-03-03T10:00:00.000Z',
          direction: 'MUTUAL',
          touchCost: { minorUnits: 1100, currency: 'EUR', amount: 11 },
          againstClosure: false,
          brand: { code: 'BX' },
          actor: { code: 'tom' },
          content: { title: 'Slides' },
          customer: { displayName: expect.stringContaining('Ana') },
        },
        expect.objectContaining({ occurredAt: '2026-03-02T10:00:00.000Z', brand: null, actor: null }),
      ],
    });
    expect(days.nodes).toHaveLength(4);
    expect(days.nodes[3]).toEqual({ occurredAt: '2026-03-07T12:00:00.000Z', imprecise: true });
    expect(none.nodes).toEqual([]);
    expect(filtered.nodes).toEqual([]);
    expect(statements.length).toBeLessThan(15);
  });

  it('are listed over all customers and narrowed by every part of the filter', async () => {
    const { data: ids } = await api.ask('{ customers { nodes { id } } }');
    const count = async (filter: object) => {
      const { data, errors } = await api.ask(
        'query ($filter: InteractionFilter) { interactions(filter: $filter, first: 10) { totalCount nodes { id } } }',
        { filter },
      );
      expect(errors).toEqual([]);
      expect(data.interactions.nodes).toHaveLength(data.interactions.totalCount);
      return data.interactions.totalCount;
    };

    expect(await count({})).toBe(4);
    expect(await count({ customers: [ids.customers.nodes[0].id] })).toBe(4);
    expect(await count({ customers: [] })).toBe(0);
    expect(await count({ brands: ['BX'], actors: ['tom'], directions: ['MUTUAL'] })).toBe(1);
    expect(await count({ directions: ['IN'] })).toBe(0);
    expect(await count({ between: { from: '2026-03-03T00:00:00Z' } })).toBe(2);
    expect(await count({ source: 'calls', filtered: false, channels: ['call'], types: ['call.held'] })).toBe(4);
    expect(await count({ source: 'elsewhere' })).toBe(0);
  });

  it('that a rule filtered are shown with the reason, and can be left out', async () => {
    await api.ingest.take(
      [
        {
          record: {
            kind: 'interaction',
            source: 'robot',
            sourceKey: 'r1',
            type: 'call.held',
            customer: customer.identifiers,
            occurredAt: '2026-05-01T10:00:00Z',
            details: { minutes: 1 },
            filtered: { code: 'BOT_FILTERED', reason: 'an answering machine' },
          },
          position: { line: 1 },
        },
      ],
      { id: 'mutation', repeats: 'correct', snapshots: 'now' },
    );
    const may = 'between: { from: "2026-05-01T00:00:00Z", to: "2026-06-01T00:00:00Z" }';
    const { data } = await api.ask(`{ customerByIdentifier(system: "crm", value: "ana") {
      all: timeline(${may}) { nodes { filteredReason } }
      counting: timeline(${may}, filtered: false) { nodes { id } }
    } interactions(filter: { filtered: true }) { nodes { filteredReason touchCost { amount } } } }`);

    expect(data.customerByIdentifier).toEqual({
      all: { nodes: [{ filteredReason: 'an answering machine' }] },
      counting: { nodes: [] },
    });
    expect(data.interactions.nodes).toMatchObject([{ filteredReason: 'an answering machine' }]);
  });

  it('tell whether the customer had closed the channel', async () => {
    const { data: made } =
      await api.ask(`mutation { upsertCustomer(input: { source: "s", sourceKey: "shy", kind: PROFESSIONAL,
      identifiers: [{ system: "crm", value: "shy" }], name: { family: "Shy" } }) { customer { id } } }`);
    const shy = { id: made.upsertCustomer.customer.id };
    const items = ['call.left', 'call.refused', 'call.left'].map((type, index) => ({
      sourceKey: `shy${index}`,
      type,
      customer: shy,
      occurredAt: `2026-06-0${index + 1}T10:00:00Z`,
    }));

    await record(items);
    const { data } = await api.ask(
      `query ($id: ID!) { customer(id: $id) {
        closedChannels { channel closedAt reason }
        timeline(orderBy: EARLIEST_FIRST) { nodes { type againstClosure } } } }`,
      shy,
    );

    expect(data.customer).toEqual({
      closedChannels: [{ channel: 'call', closedAt: '2026-06-02T10:00:00.000Z', reason: expect.any(String) }],
      timeline: {
        nodes: [
          { type: 'call.left', againstClosure: false },
          { type: 'call.refused', againstClosure: false },
          { type: 'call.left', againstClosure: true },
        ],
      },
    });
  });

  it('are taken back once and then stay readable by their id', async () => {
    const recorded = await record([held('gone', '2026-02-01T10:00:00Z')]);
    const { id } = recorded.data.recordInteractions.outcomes[0].interaction;
    const retract = (given: string) =>
      api.ask(
        'mutation ($id: ID!) { retractInteraction(input: { id: $id }) { outcome interaction { id sourceKey } } }',
        { id: given },
      );

    const first = await retract(id);
    const second = await retract(id);
    const unknown = await retract(
      Buffer.from(
        Buffer.from(id, 'base64url')
          .toString()
          .replace(/[0-9a-f]{12}$/, '000000000000'),
      ).toString('base64url'),
    );
    const { data } = await api.ask(
      `{ interactions(filter: { between: { to: "2026-02-02T00:00:00Z" } }) { totalCount } }`,
    );

    expect(first.data.retractInteraction).toEqual({ outcome: 'RETRACTED', interaction: { id, sourceKey: 'gone' } });
    expect(second.data.retractInteraction.outcome).toBe('ALREADY_RETRACTED');
    expect(unknown.data.retractInteraction).toEqual({ outcome: 'NOT_FOUND', interaction: null });
    expect(data.interactions.totalCount).toBe(0);
  });

  it('are refused in batches that are empty or too large', async () => {
    const none = await record([]);
    const many = await record(Array.from({ length: 501 }, (_, index) => held(`m${index}`, '2026-01-01T00:00:00Z')));

    expect(none.errors).toEqual([expect.objectContaining({ code: 'BAD_INPUT' })]);
    expect(many.errors).toEqual([expect.objectContaining({ code: 'BAD_INPUT', path: 'recordInteractions' })]);
  });

  it('cost as many statements in a batch of many as in a batch of one', async () => {
    const statementsOf = async (keys: readonly string[]) => {
      const { statements } = await record(keys.map((key) => held(key, '2026-04-01T10:00:00Z')));
      return statements.length;
    };

    expect(await statementsOf(Array.from({ length: 50 }, (_, index) => `b${index}`))).toBe(await statementsOf(['one']));
  });
});
