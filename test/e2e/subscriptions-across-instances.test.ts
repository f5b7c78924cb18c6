import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createTestDatabase } from '../../src/testing/test-database';
import { type PlatformProcess, startPlatform } from '../helpers/platform-process';

const customer = `mutation { upsertCustomer(input: { source: "e2e", sourceKey: "ana", kind: PROFESSIONAL,
  identifiers: [{ system: "crm", value: "ana" }], name: { given: "Ana", family: "Lund" } }) { customer { id } } }`;
const visit = `mutation { recordInteractions(input: { source: "e2e", items: [{ sourceKey: "v1", type: "rep.visit_held",
  customer: { identifiers: [{ system: "crm", value: "ana" }] }, occurredAt: "2026-03-01T10:00:00Z",
  details: { callType: "face_to_face", minutes: 20 } }] }) { recorded outcomes { ... on InteractionRejected { problem { code reason } } } } }`;

describe('a subscriber of one instance', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let here: PlatformProcess;
  let there: PlatformProcess;
  beforeAll(async () => {
    database = await createTestDatabase();
    here = await startPlatform({ DATABASE_URL: database.url, RAPPORT_PLUGINS: '["rapport-plugin-rep"]' });
    there = await startPlatform({ DATABASE_URL: database.url, RAPPORT_PLUGINS: '["rapport-plugin-rep"]' });
  }, 120_000);
  afterAll(async () => {
    await Promise.all([here, there].map((platform) => platform?.stop()));
    await database.drop();
  }, 60_000);

  it('hears over the socket what another instance took in', async () => {
    const made = await here.graphql<{ upsertCustomer: { customer: { id: string } } }>(customer);
    const id = made.data?.upsertCustomer.customer.id;
    const client = createClient({ url: `${here.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
    const contacts = client.iterate({
      query: `subscription ($id: ID) { interactionRecorded(customerId: $id) {
        interaction { type channel ... on RepVisit { minutes } } customer { displayName } } }`,
      variables: { id },
    });
    const values = client.iterate({
      query: `subscription ($id: ID!) { relationshipValueChanged(customerId: $id) {
        customer { relationshipValue { value computedAt } } } }`,
      variables: { id },
    });
    const heard = Promise.all([contacts.next(), values.next()]);
    // The socket confirms no subscription, so the visit waits for a moment.
    await new Promise((resolve) => setTimeout(resolve, 1_000));

    const recorded = await there.graphql(visit);
    expect(recorded.data).toEqual({ recordInteractions: { recorded: 1, outcomes: [{}] } });
    const [contact, value] = await heard;
    await Promise.all([contacts.return?.(), values.return?.()]);
    await client.dispose();

    expect(contact.value).toEqual({
      data: {
        interactionRecorded: {
          interaction: { type: 'rep.visit_held', channel: 'rep', minutes: 20 },
          customer: { displayName: expect.stringContaining('Lund') },
        },
      },
    });
    expect(value.value).toEqual({
      data: {
        relationshipValueChanged: {
          customer: { relationshipValue: { value: expect.any(Number), computedAt: expect.any(String) } },
        },
      },
    });
  }, 60_000);
});
