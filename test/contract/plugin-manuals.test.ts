import { generateKeyPairSync } from 'node:crypto';
import { Readable } from 'node:stream';
import { inTreePlugins } from '../../src/config';
import { createKernel, loadPlugins, type Registry } from '../../src/kernel';
import type { IntakeItem, WebHookRequest } from '../../src/sdk';
import { platformDirectory, platformVersion } from '../../src/shared/platform';
import { blocksOf } from '../helpers/readme';

const manuals = ['rep', 'email', 'web', 'conference', 'us-open-data'].map((id) => `plugins/${id}/README.md`);
const places = { workingDirectory: platformDirectory, platformDirectory };

/** Where the example payloads of the manuals belong, by the keys they have. */
const doors = [
  { has: 'scanId', importer: 'conference.badge-scans' },
  { has: 'messageId', webHook: 'web/segment', path: 'v1/track' },
  { has: 'sg_event_id', webHook: 'email/sendgrid', path: '' },
  { has: 'event-data', webHook: 'email/mailgun', path: '' },
] as const;

describe('the manuals of the plugins', () => {
  let registry: Registry;

  beforeAll(async () => {
    const { plugins, faults } = await loadPlugins(inTreePlugins, places);
    registry = createKernel({ platformVersion, coreModules: [], plugins, loadFaults: faults }).registry;
  });

  it('show commands with importers that exist', () => {
    const commands = manuals.flatMap((manual) =>
      blocksOf(manual, { keepJson: true }).filter(({ language }) => language === 'sh'),
    );
    const lines = commands.flatMap(({ text }) => text.trim().split('\n'));
    const unknown = lines.filter(
      (line) => !registry.importers.has(/^npx rapport import (\S+) \S+/.exec(line)?.[1] ?? ''),
    );
    expect(lines.length).toBeGreaterThan(10);
    expect(unknown).toEqual([]);
  });

  const examples = manuals.flatMap((manual) =>
    blocksOf(manual, { keepJson: true })
      .filter(({ language }) => language === 'json')
      .map(({ text, line }) => [`${manual}:${line}`, JSON.parse(text) as object] as const),
  );

  it.each(examples)('show in %s what is really accepted', async (_place, example) => {
    if ('use' in example && 'options' in example) {
      const { faults } = await loadPlugins(
        [{ use: String(example.use), options: withSecrets(example.options) }],
        places,
      );
      expect(faults).toEqual([]);
      return;
    }
    const items = await itemsOf(example);
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter((item) => 'rejected' in item)).toEqual([]);
  });

  async function itemsOf(example: object): Promise<readonly IntakeItem[]> {
    const first: object = Array.isArray(example) ? example[0] : example;
    const door = doors.find(({ has }) => has in first);
    if (door === undefined) throw new Error(`No door is named for ${JSON.stringify(first)}`);
    const body = Buffer.from(JSON.stringify(example));
    if ('importer' in door) {
      const importer = registry.importers.get(door.importer)?.value;
      return importer === undefined
        ? []
        : gather(importer.read(Readable.from([body]), { name: 'scans.json', options: {} }));
    }
    return [...(registry.webHooks.get(door.webHook)?.value.read(request(body, door.path)) ?? [])];
  }
});

async function gather(items: AsyncIterable<IntakeItem>): Promise<readonly IntakeItem[]> {
  const gathered: IntakeItem[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}

function request(body: Buffer, path: string): WebHookRequest {
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', path, headers, query: {}, body, receivedAt: new Date('2026-11-21T10:00:05Z') };
}

/** Fits wherever a secret or a public key is asked for. */
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const secret = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

/** The manuals name variables where secrets belong. */
function withSecrets(options: unknown): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(options).replaceAll(/\{"env":"\w+"\}/g, JSON.stringify(secret))) as Record<
    string,
    unknown
  >;
}
