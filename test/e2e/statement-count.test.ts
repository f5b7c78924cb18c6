import { type TestDatabase, testDatabase } from '../../src/testing';
import { type PlatformProcess, startPlatform } from '../helpers/platform-process';

const customers = 200;
/** Mutations in a request. */
const together = 10;

/** Everything about a customer that the core and the four channels have to say. */
const wholeCustomer = `fragment Whole on Customer {
  id kind displayName segment status
  identifiers { system value } contactPoints { __typename } addresses { __typename } territory { name }
  professional { specialty } closedChannels { channel }
  rep { visitsHeld minutes samplesLeft lastConversationAt }
  email { sent opened openRate lastOpenedAt }
  web { pageViews lastSeenAt }
  conference { eventsAttended hoursAttended lastAttendedAt }
  relationships(first: 5) { totalCount nodes { role teamMember { name } brand { name } } }
  affiliations(first: 5) { totalCount nodes { role other { displayName } } }
  needs(first: 5) { nodes { kind topic } }
  timeline(first: 10) { totalCount pageInfo { hasNextPage endCursor } nodes {
    id channel type occurredAt brand { name } actor { name } touchCost { minorUnits } ledgerEntries { kind }
    ... on RepVisit { minutes } ... on EmailMessage { subject } } }
  ledgerSummary { currency net { amount } lines { kind amount { amount } } }
  adoption { brand { name } stage since }
  relationshipValue { value grade computedAt components { id value
    byPlugin: contributions(by: PLUGIN) { label value } byEvent: contributions(by: EVENT, first: 10) { label value } } }
}`;
const list = `query ($first: Int!) { customers(first: $first) { totalCount nodes { ...Whole } } } ${wholeCustomer}`;
const view = `query ($id: ID!) { customer(id: $id) { ...Whole } } ${wholeCustomer}`;

describe('the unified view over HTTP, with all channels', () => {
  let database: TestDatabase;
  let platform: PlatformProcess;

  beforeAll(async () => {
    database = await testDatabase();
    platform = await startPlatform({ DATABASE_URL: database.url });
    for (const [mutation, inputs] of masterData) {
      await store(mutation, inputs);
    }
    for (let start = 0; start < customers; start += 50) await record(start, start + 50);
    await valuesComputed();
  }, 180_000);
  afterAll(async () => {
    await platform?.stop();
    await database?.close();
  });

  it('takes as many SQL statements for 200 customers as for one, in a list as for a single customer', async () => {
    const counts: unknown[] = [];
    // The first operation also asks the database about its columns.
    await platform.graphql(list, { first: 1 });
    for (const first of [1, 50, 200]) {
      const { data, errors, extensions } = await platform.graphql<Customers>(list, { first });
      expect(errors).toBeUndefined();
      expect(data?.customers.nodes).toHaveLength(first);
      expect(data?.customers.nodes.filter((node) => !isWhole(node))).toEqual([]);
      counts.push(extensions?.statements);
    }
    const { data } = await platform.graphql<Customers>(list, { first: 1 });
    const single = await platform.graphql(view, { id: data?.customers.nodes[0]?.id });
    expect(single.errors).toBeUndefined();
    expect(counts).toEqual([expect.any(Number), counts[0], counts[0]]);
    expect(single.extensions?.statements).toBe(counts[0]);
    // One for all tables; the others are those of the functions for money, adoption and value.
    expect(Number(counts[0])).toBeLessThanOrEqual(20);
  }, 60_000);

  it('takes no more for a longer page of contacts of each', async () => {
    const query = (first: number) =>
      `{ customers(first: 20) { nodes { timeline(first: ${first}) { nodes { id brand { name } } } } } }`;
    const [short, long] = [await platform.graphql(query(1)), await platform.graphql(query(200))];
    expect(long.extensions?.statements).toBe(short.extensions?.statements);
  });

  /** Values of large batches follow their commit; until then they are computed for the one who asks, by statements of their own. */
  async function valuesComputed(): Promise<void> {
    const outdated = { text: 'select count(*)::int as count from core.customer_value where dirty' };
    for (;;) {
      const [left] = await database.reader().query<{ count: number }>(outdated);
      if (left?.count === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** One mutation for each input, some in a request. */
  async function store(mutation: string, inputs: readonly object[]): Promise<void> {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    for (let start = 0; start < inputs.length; start += together) {
      const given = inputs.slice(start, start + together);
      const declared = given.map((_, index) => `$i${index}: ${type}!`).join(', ');
      const asked = given.map((_, index) => `m${index}: ${mutation}(input: $i${index}) { __typename }`).join(' ');
      const variables = Object.fromEntries(given.map((input, index) => [`i${index}`, input]));
      const { data, errors } = await platform.graphql(`mutation (${declared}) { ${asked} }`, variables);
      if (errors !== undefined || data === undefined) throw new Error(JSON.stringify(errors));
    }
  }

  async function record(from: number, to: number): Promise<void> {
    const indices = Array.from({ length: to - from }, (_, offset) => from + offset);
    await store('upsertCustomer', indices.map(customerInput));
    await store('assignRelationship', indices.map(relationshipInput));
    await store('raiseNeed', indices.map(needInput));
    const entries = Array.from({ length: to - from }, (_, offset) => ledgerEntry(from + offset));
    await store('recordLedgerEntries', [{ source: 'test', entries }]);
    const items = Array.from({ length: to - from }, (_, offset) => contacts(from + offset)).flat();
    const { data, errors } = await platform.graphql<{ recordInteractions: { recorded: number; outcomes: unknown } }>(
      `mutation ($input: RecordInteractionsInput!) { recordInteractions(input: $input) {
        recorded outcomes { __typename ... on InteractionRejected { problem { reason } } } } }`,
      { input: { source: 'test', items } },
    );
    expect(errors).toBeUndefined();
    if (data?.recordInteractions.recorded !== items.length) throw new Error(JSON.stringify(data?.recordInteractions));
  }
});

interface Customers {
  readonly customers: { readonly nodes: readonly Whole[] };
}

interface Whole {
  readonly id: string;
  readonly rep: { readonly visitsHeld: number };
  readonly email: { readonly sent: number };
  readonly web: { readonly pageViews: number };
  readonly conference: { readonly eventsAttended: number };
  readonly timeline: { readonly totalCount: number };
  readonly relationshipValue: { readonly value: number };
  readonly ledgerSummary: readonly object[];
}

function isWhole({ rep, email, web, conference, timeline, relationshipValue, ledgerSummary }: Whole): boolean {
  const figures = [rep.visitsHeld, email.sent, web.pageViews, conference.eventsAttended];
  return (
    figures.every((figure) => figure === 1) &&
    timeline.totalCount === 4 &&
    relationshipValue.value > 0 &&
    ledgerSummary.length > 0
  );
}

const masterData: readonly (readonly [string, readonly object[]])[] = [
  ['upsertBrand', [{ code: 'CARDIVANE', name: 'Cardivane', source: 'test' }]],
  ['upsertTerritory', [{ code: 'north', name: 'North', source: 'test' }]],
  ['upsertTeamMember', [{ code: 'ANNA', name: 'Anna', role: 'representative', source: 'test' }]],
];

function customerInput(index: number): object {
  return {
    source: 'test',
    sourceKey: `customer-${index}`,
    kind: 'PROFESSIONAL',
    identifiers: [{ system: 'test', value: `C-${index}` }],
    name: { family: `Family ${index}`, given: 'Given' },
    territory: 'north',
  };
}

const customerOf = (index: number) => ({ identifiers: [{ system: 'test', value: `C-${index}` }] });

function relationshipInput(index: number): object {
  const role = 'visited by';
  return { source: 'test', sourceKey: `tie-${index}`, customer: customerOf(index), teamMember: 'ANNA', role };
}

function needInput(index: number): object {
  const asked = { kind: 'REQUEST', topic: 'samples', raisedAt: '2026-08-28T09:15:00Z' };
  return { source: 'test', sourceKey: `need-${index}`, customer: customerOf(index), ...asked };
}

function ledgerEntry(index: number): object {
  const amount = { minorUnits: 10_000, currency: 'EUR' };
  const money = { kind: 'REVENUE', basis: 'RECORDED', amount, occurredOn: '2026-08-28', brand: 'CARDIVANE' };
  return { sourceKey: `entry-${index}`, customer: customerOf(index), ...money };
}

function contacts(index: number): readonly object[] {
  const customer = customerOf(index);
  const contact = (type: string, details: object) => ({
    sourceKey: `${type}-${index}`,
    type,
    customer,
    occurredAt: '2026-08-28T09:15:00Z',
    brand: 'CARDIVANE',
    actor: 'ANNA',
    details,
  });
  return [
    contact('rep.visit_held', { callType: 'face_to_face', minutes: 20 }),
    contact('email.sent', { messageId: 'M-1' }),
    contact('web.page_view', { path: '/cardivane' }),
    contact('conference.attended', { event: 'Congress', hours: 6 }),
  ];
}
