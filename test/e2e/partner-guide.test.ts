import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { createTestDatabase } from '../../src/testing';
import { freePort } from '../../src/testing/database-server';
import { projectRoot } from '../architecture/source-files';
import { compileExamples } from '../helpers/examples';
import { type GuideShell, guideShell } from '../helpers/guide-shell';
import { type PartnerPlace, partnerPlace } from '../helpers/packed-platform';
import { startPlatform } from '../helpers/platform-process';
import { blocksIn } from '../helpers/readme';

const guide = readFileSync(join(projectRoot, 'plugins/README.md'), 'utf8');
const blocks = blocksIn(guide);
const textsOf = (language: string): readonly string[] =>
  blocks.filter((block) => block.language === language).map(({ text }) => text);

jest.setTimeout(240_000);

describe('the guide for partners', () => {
  it('has no block that is not tried here', () => {
    const kinds = new Set(blocks.map(({ language, needs }) => [language, needs].join(' ').trim()));
    expect([...kinds].toSorted()).toEqual(['graphql', 'json', 'sh', 'ts example', 'ts excerpt']);
  });

  it('links to what exists', () => {
    const links = [...guide.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) expect(() => readFileSync(join(projectRoot, 'plugins', link))).not.toThrow();
  });

  it('quotes the e-mail plugin as it is', () => {
    const excerpts = [...guide.matchAll(/```ts excerpt\n([\s\S]*?)^```$/gm)];
    expect(excerpts.length).toBeGreaterThan(8);
    const untrue = excerpts.flatMap(({ 1: text = '', index }) => {
      const source = [...guide.slice(0, index).matchAll(/\]\((email\/src\/[^)]+\.ts)\)/g)].at(-1)?.[1] ?? '';
      return readFileSync(join(projectRoot, 'plugins', source), 'utf8').includes(text) ? [] : [`${source}:\n${text}`];
    });
    expect(untrue).toEqual([]);
  });

  it('shows an entry of the list of plugins that is taken', () => {
    const entries = textsOf('json').map(
      (text) => readConfig({}, { RAPPORT_PLUGINS: text, SMS_SECRET: 'open' }).plugins,
    );
    expect(entries).toEqual([
      [expect.objectContaining({ use: 'rapport-plugin-sms', options: { secret: 'open' }, policy: 'optional' })],
    ]);
  });
});

describe('an example of the guide', () => {
  const examples = blocks
    .filter(({ needs }) => needs === 'example')
    .map(({ line, text }) => ({ name: `line-${line}`, text }));
  const compiled = compileExamples(examples);
  afterAll(() => compiled.remove());

  it.each(examples.map(({ name }) => name))('at %s comes out as it says', async (name) => {
    expect.hasAssertions();
    await compiled.run(name, (actual, expected) => expect(actual).toEqual(expected));
  });
});

describe('the commands of the guide', () => {
  let place: PartnerPlace;
  let shell: GuideShell;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  const secrets = { SMS_SECRET: 'a secret for development only' };

  beforeAll(async () => {
    place = await partnerPlace();
    database = await createTestDatabase();
    const port = String(await freePort());
    shell = guideShell(place, { DATABASE_URL: database.url, PORT: port, RAPPORT_URL: `http://127.0.0.1:${port}` });
  }, 240_000);
  afterAll(async () => {
    await database?.drop();
    place?.remove();
  });

  const commands = textsOf('sh');
  const later = commands.findIndex((text) => text.includes('plugin upgrade'));

  it('lead from an empty folder to a plugin in an installation', async () => {
    const said = await shell.run(commands.slice(0, later).join('\n'), projectRoot);
    expect(said).toContain('"text": "When is the next course?"');
    const list = readFileSync(join(shell.root, 'installation/rapport.plugins.json'), 'utf8');
    expect(JSON.parse(list)).toMatchObject([{ use: 'rapport-plugin-sms', options: { secret: { env: 'SMS_SECRET' } } }]);
  }, 240_000);

  it('leave a platform that says how the plugin is doing', async () => {
    const environment = { DATABASE_URL: database.url, ...secrets };
    const program = join(place.folder, 'node_modules/rapport/dist/src/main.js');
    const platform = await startPlatform(environment, ['--no-demo'], program, join(shell.root, 'installation'));
    try {
      const [query = ''] = textsOf('graphql');
      const { data, errors } = await platform.graphql<{ readonly plugins: readonly object[] }>(query);
      expect(errors).toBeUndefined();
      expect(data?.plugins).toEqual([expect.objectContaining({ id: 'sms', state: 'HEALTHY', faults: [] })]);
    } finally {
      await platform.stop();
    }
  }, 60_000);

  it('switch it off and on, and take it out', async () => {
    const settings = `export SMS_SECRET='${secrets.SMS_SECRET}'\n`;
    await shell.run(settings + commands.slice(later).join('\n'), join(shell.root, 'installation'));
    expect(JSON.parse(readFileSync(join(shell.root, 'installation/rapport.plugins.json'), 'utf8'))).toEqual([]);
  }, 240_000);
});
