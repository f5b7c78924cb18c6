import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDatabase } from '../../src/testing';
import { projectRoot } from '../architecture/source-files';
import { breaks, messagesOf } from '../helpers/broken-plugins';
import { type Installation, installation } from '../helpers/installation';
import { must, type PartnerPlace, partnerPlace } from '../helpers/packed-platform';
import { type PlatformProcess, startPlatform } from '../helpers/platform-process';
import { blocksIn } from '../helpers/readme';
import { run } from '../helpers/run';

const options = { secret: 'a secret for development only' };

/** The messages that partners meet, for reviewers; `RAPPORT_WRITE_GOLDEN=1` writes the file anew. */
const golden = join(projectRoot, 'test/fixtures/afternoon/messages.md');

jest.setTimeout(600_000);

describe('the first afternoon of a partner', () => {
  let place: PartnerPlace;
  let plugin: string;
  let target: Installation;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let platform: PlatformProcess;

  const start = (plugins: readonly unknown[]): Promise<PlatformProcess> => {
    const environment = { DATABASE_URL: database.url, RAPPORT_PLUGINS: JSON.stringify(plugins) };
    return startPlatform(environment, ['--no-demo'], target.mainFile);
  };

  beforeAll(async () => {
    place = await partnerPlace();
    target = installation(place);
    database = await createTestDatabase();
    await must('node', ['node_modules/.bin/rapport', 'new-plugin', 'sms'], place.folder);
    plugin = join(place.folder, 'rapport-plugin-sms');
  }, 600_000);

  afterAll(async () => {
    await platform?.stop();
    await database?.drop();
    place?.remove();
  });

  it('begins with a package that builds and passes its tests at once', async () => {
    await expect(must('npm', ['test'], plugin)).resolves.toContain('build');
  }, 600_000);

  it('goes on with a platform that has data already, and starts again with the plugin from a tarball', async () => {
    const [rep, sms] = await target.install(join(projectRoot, 'plugins/rep'), plugin);
    platform = await start([rep]);
    const before = await platform.graphql<Recorded>(`mutation { upsertCustomer(input: { source: "crm", sourceKey: "ana",
      kind: PROFESSIONAL, identifiers: [{ system: "crm", value: "ana" }], name: { given: "Ana", family: "Lund" } }) { __typename }
      recordInteractions(input: { source: "crm", items: [{ sourceKey: "v1", type: "rep.visit_planned",
        customer: { identifiers: [{ system: "crm", value: "ana" }] }, occurredAt: "2026-11-02T09:00:00Z", details: { plannedDay: "2026-12-01" } }] }) { recorded } }`);
    expect(before.data?.recordInteractions).toEqual({ recorded: 1 });
    await platform.stop();
    platform = await start([rep, { use: sms, options }]);
    const { data } = await platform.graphql<{ readonly plugins: readonly object[] }>('{ plugins { id state } }');
    expect(data?.plugins).toContainEqual({ id: 'sms', state: 'HEALTHY' });
  }, 600_000);

  it('shows the type, the event, its part in the value and its measure, beside what was there', async () => {
    await deliver({
      id: 'm1',
      customer: { system: 'crm', value: 'ana' },
      text: 'When is the next course?',
      at: '2026-11-10T09:00:00Z',
    });
    const { data, errors } = await platform.graphql(`{
      __type(name: "SmsMessage") { interfaces { name } fields { name } }
      customerByIdentifier(system: "crm", value: "ana") {
        sms { messages lastMessageAt }
        timeline { nodes { type ... on SmsMessage { text words } } }
        relationshipValue(asOf: "2026-11-10T09:00:00Z") { components { id contributions(by: SIGNAL) { label value } } }
      }
      interactionMetrics(dimensions: [CHANNEL], measures: [COUNT, SMS_WORDS]) { rows { channel count values { measure value } } }
    }`);
    expect(errors).toBeUndefined();
    // 8 points of 20 half-saturation at depth 0.4: u = 0.4 * 8/28, E = 100 * u/(u + 0.5).
    const engagement = (100 * 0.4 * (8 / 28)) / (0.4 * (8 / 28) + 0.5);
    expect(data).toMatchObject({
      __type: {
        interfaces: expect.arrayContaining([{ name: 'Interaction' }]),
        fields: expect.arrayContaining([{ name: 'text' }, { name: 'words' }, { name: 'occurredAt' }]),
      },
      customerByIdentifier: {
        sms: { messages: 1, lastMessageAt: '2026-11-10T09:00:00.000Z' },
        timeline: {
          nodes: [
            { type: 'sms.message_received', text: 'When is the next course?', words: 5 },
            { type: 'rep.visit_planned' },
          ],
        },
        relationshipValue: {
          components: expect.arrayContaining([
            { id: 'ENGAGEMENT', contributions: [{ label: 'Message received', value: expect.closeTo(engagement, 6) }] },
          ]),
        },
      },
      interactionMetrics: {
        rows: expect.arrayContaining([{ channel: 'sms', count: 1, values: [{ measure: 'SMS_WORDS', value: 5 }] }]),
      },
    });
  });

  it('finds in the README of the package what is true', async () => {
    const sent = await must('npm', ['run', '--silent', 'send', '--', 'Thank you'], plugin, {
      RAPPORT_URL: platform.url,
    });
    expect(sent).toContain('"text": "Thank you"');
    expect(sent).toContain('"label": "Message received"');
    expect(sent).toContain('"measure": "SMS_WORDS"');
    const blocks = blocksIn(readFileSync(join(plugin, 'README.md'), 'utf8'));
    const [query] = blocks.filter(({ language }) => language === 'graphql');
    expect((await platform.graphql(query?.text ?? '')).errors).toBeUndefined();
    const script = readFileSync(join(plugin, 'send-message.mjs'), 'utf8');
    expect(script.replaceAll(/\s+/g, ' ')).toContain(query?.text.trim().replaceAll(/\s+/g, ' '));
    const [body, list] = blocks
      .filter(({ language }) => language === 'json')
      .map(({ text }): unknown => JSON.parse(text));
    expect(await deliver(body)).toBe(200);
    expect(list).toEqual([{ use: 'rapport-plugin-sms', options: { secret: { env: 'SMS_SECRET' } } }]);
    const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text.trim());
    expect(commands).toEqual(['npm test', 'npm run dev', expect.stringContaining('npm run send -- ')]);
  });

  it('says in one sentence that no platform answers, and how to have one', async () => {
    const environment = { RAPPORT_URL: 'http://127.0.0.1:1' };
    const { code, stdout, stderr } = await run('npm', ['run', '--silent', 'send'], { cwd: plugin, env: environment });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^UNAVAILABLE: Nothing answers at http:\/\/127\.0\.0\.1:1\. .*npm run dev.*--port.*RAPPORT_URL=.*\n$/,
    );
  });

  it('ends with eight mistakes, each told in words that say what to change', async () => {
    const messages = await messagesOf(breaks, { folder: place.folder, sound: plugin, options });
    const sections = breaks.map(({ title }, index) => `## ${title}\n\n\`\`\`text\n${messages[index]}\n\`\`\`\n`);
    const text = `# What a partner reads\n\n${sections.join('\n')}`.replaceAll(place.folder, '<folder>');
    if (process.env.RAPPORT_WRITE_GOLDEN === '1') writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  }, 600_000);

  async function deliver(message: unknown): Promise<number> {
    const body = JSON.stringify(message);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', options.secret).update(`${timestamp}.${body}`).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': signature };
    return (await fetch(`${platform.url}/intake/sms/messages`, { method: 'POST', headers, body })).status;
  }
});

interface Recorded {
  readonly recordInteractions: { readonly recorded: number };
}
