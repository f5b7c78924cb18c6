import { createHmac } from 'node:crypto';
import { createTestDatabase } from '../../src/testing';
import { installFromTarball, type PartnerFolder } from '../helpers/out-of-tree';
import { type PlatformProcess, startPlatform } from '../helpers/platform-process';

const secret = 'a secret of the gateway';

describe('a channel from a package outside the tree, installed from a tarball', () => {
  let partner: PartnerFolder;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let platform: PlatformProcess;

  beforeAll(async () => {
    partner = await installFromTarball();
    database = await createTestDatabase();
    platform = await startPlatform({
      DATABASE_URL: database.url,
      RAPPORT_PLUGINS: JSON.stringify(['rapport-plugin-rep', { use: partner.plugin, options: { secret } }]),
    });
    await platform.graphql(`mutation { upsertCustomer(input: { source: "test", sourceKey: "1", kind: PROFESSIONAL,
      identifiers: [{ system: "phone", value: "+4930123456" }], name: { given: "Ada", family: "Nowak" } }) { __typename } }`);
  }, 120_000);

  afterAll(async () => {
    await platform?.stop();
    await database?.drop();
    partner?.remove();
  });

  function deliver(message: object, key = secret): Promise<Response> {
    const body = JSON.stringify(message);
    return fetch(`${platform.url}/intake/sms/gateway`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-signature': createHmac('sha256', key).update(body).digest('hex'),
      },
      body,
    });
  }

  it('takes signed messages at its own door and refuses others', async () => {
    const sent = await deliver({
      id: 'm1',
      to: '+4930123456',
      text: 'The data you asked for are online.',
      at: '2026-11-01T09:00:00Z',
    });
    const reply = await deliver({
      id: 'm2',
      from: '+4930123456',
      text: 'Thank you, read it.',
      at: '2026-11-01T10:00:00Z',
    });
    const forged = await deliver(
      { id: 'm3', from: '+4930123456', text: 'Forged.', at: '2026-11-01T10:00:00Z' },
      'another secret',
    );
    expect([sent.status, reply.status, forged.status]).toEqual([200, 200, 401]);
  });

  it('shows its type on the timeline, its field on the customer, its part of the value and its measure', async () => {
    const answer = await platform.graphql<{
      readonly customerByIdentifier: unknown;
      readonly interactionMetrics: unknown;
    }>(`{
      customerByIdentifier(system: "phone", value: "+4930123456") {
        sms { messagesSent repliesReceived }
        timeline(first: 5) { nodes { __typename type ... on SmsReply { text } ... on SmsMessage { text segments } } }
        relationshipValue(asOf: "2026-11-01T10:00:00Z") { value components { id value contributions(by: SIGNAL) { label value } } }
      }
      interactionMetrics(dimensions: [CHANNEL], measures: [COUNT, SMS_SEGMENTS]) { rows { channel count values { measure value } } }
    }`);
    expect(answer.errors).toBeUndefined();
    // 8 points of 20 half-saturation at depth 0.4: u = 0.4 * 8/28, E = 100 * u/(u + 0.5).
    const engagement = (100 * 0.4 * (8 / 28)) / (0.4 * (8 / 28) + 0.5);
    expect(answer.data).toMatchObject({
      customerByIdentifier: {
        sms: { messagesSent: 1, repliesReceived: 1 },
        timeline: {
          nodes: [
            { __typename: 'SmsReply', type: 'sms.reply_received', text: 'Thank you, read it.' },
            { __typename: 'SmsMessage', type: 'sms.message_sent', segments: 1 },
          ],
        },
        relationshipValue: {
          components: expect.arrayContaining([
            {
              id: 'ENGAGEMENT',
              value: expect.closeTo(engagement, 6),
              contributions: [{ label: 'Reply to a text message', value: expect.closeTo(engagement, 6) }],
            },
          ]),
        },
      },
      interactionMetrics: { rows: [{ channel: 'sms', count: 2, values: [{ measure: 'SMS_SEGMENTS', value: 1 }] }] },
    });
  });
});
