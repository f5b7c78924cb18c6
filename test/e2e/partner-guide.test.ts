import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { createTestDatabase } from '../../src/testing';
import { freePort } from '../../src/testing/database-server';
import { projectRoot } from '../architecture/source-files';
import { type GuideShell, guideShell } from '../helpers/guide-shell';
import { must, type PartnerPlace, partnerPlace } from '../helpers/packed-platform';
import { type PlatformProcess, startPlatform } from '../helpers/platform-process';
import { blocksIn } from '../helpers/readme';
import { run } from '../helpers/run';

const guide = readFileSync(join(projectRoot, 'plugins/README.md'), 'utf8');
const blocks = blocksIn(guide);
const textsOf = (language: string): readonly string[] =>
  blocks.filter((block) => block.language === language).map(({ text }) => text);

jest.setTimeout(600_000);

describe('the guide for partners', () => {
  it('has no block that is not tried here', () => {
    const kinds = new Set(blocks.map(({ language, needs }) => [language, needs].join(' ').trim()));
    expect([...kinds].toSorted()).toEqual(['graphql', 'json', 'sh', 'ts excerpt', 'ts jest']);
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
  }, 600_000);
  afterAll(async () => {
    await database?.drop();
    place?.remove();
  });

  const commands = textsOf('sh');
  const later = commands.findIndex((text) => text.includes('plugin upgrade'));

  /** Before the tarball is made, its sources change, and something is left of an earlier build. */
  const afterLateChanges = (block: string): string =>
    block.includes('npm pack\n')
      ? `echo 'throw new Error();' > dist/gone.js; sed -i "s/title: 'Sms'/title: 'Text messages'/" src/index.ts\n${block}`
      : block;

  it('lead from an empty folder to a plugin in an installation', async () => {
    const said = await shell.run(commands.slice(0, later).map(afterLateChanges).join('\n'), projectRoot);
    expect(said).toContain('"text": "When is the next course?"');
    const list = readFileSync(join(shell.root, 'installation/rapport.plugins.json'), 'utf8');
    expect(JSON.parse(list)).toMatchObject([{ use: 'rapport-plugin-sms', options: { secret: { env: 'SMS_SECRET' } } }]);
  }, 600_000);

  it('leave test files that pass where the guide puts them', async () => {
    const folder = join(shell.root, 'rapport-plugin-sms');
    const texts = blocks.filter(({ needs }) => needs === 'jest').map(({ text }) => text);
    const files = texts.map((text) => /^\/\/ (src\/\S+)\n/.exec(text)?.[1] ?? '');
    expect(files).toEqual(['src/threads.test.ts', 'src/fax.test.ts']);
    for (const [index, text] of texts.entries()) writeFileSync(join(folder, files[index] ?? ''), text);
    await must('npm', ['run', '--silent', 'build'], folder);
    const jest = join(projectRoot, 'node_modules/jest/bin/jest.js');
    const { code, stderr } = await run(process.execPath, [jest, 'threads', 'fax'], { cwd: folder });
    expect(`${code}: ${code === 0 ? '' : stderr}`).toBe('0: ');
    expect(stderr).toContain('Test Suites: 2 passed');
  }, 600_000);

  it('leave a tarball that is never older than its sources, and holds all that its parts name', async () => {
    const folder = join(shell.root, 'rapport-plugin-sms');
    const tarball = join(folder, 'rapport-plugin-sms-0.1.0.tgz');
    const paths = (await must('tar', ['-tzf', tarball], folder)).trim().split('\n').toSorted();
    expect(paths.filter((path) => /\.test\.|gone|tsbuildinfo/.test(path))).toEqual([]);
    const read = (path: string): Promise<string> => must('tar', ['-xzOf', tarball, path], folder);
    expect(await read('package/dist/index.js')).toContain('Text messages');
    const maps = paths.filter((path) => path.endsWith('.map'));
    expect(maps.length).toBeGreaterThan(3);
    const { sources } = JSON.parse(await read('package/dist/index.js.map')) as { readonly sources: readonly string[] };
    expect(sources).toEqual(['../src/index.ts']);
    for (const path of maps) expect(paths).toContain(path.replace('/dist/', '/src/').replace('.js.map', '.ts'));
  }, 120_000);

  const startInstallation = (...flags: readonly string[]): Promise<PlatformProcess> => {
    const environment = { DATABASE_URL: database.url, ...secrets };
    const program = join(place.folder, 'node_modules/rapport/dist/src/main.js');
    return startPlatform(environment, ['--no-demo', ...flags], program, join(shell.root, 'installation'));
  };

  it('leave a platform that does without the plugin when it is started so', async () => {
    const platform = await startInstallation('--without', 'sms');
    try {
      const { data, errors } = await platform.graphql('{ plugins { id state } __type(name: "SmsMessage") { name } }');
      expect(errors).toBeUndefined();
      expect(data).toEqual({ plugins: [{ id: 'sms', state: 'DISABLED' }], __type: null });
    } finally {
      await platform.stop();
    }
  }, 120_000);

  it('leave a platform that says how the plugin is doing', async () => {
    const platform = await startInstallation();
    try {
      const [query = ''] = textsOf('graphql');
      const { data, errors } = await platform.graphql<{ readonly plugins: readonly object[] }>(query);
      expect(errors).toBeUndefined();
      expect(data?.plugins).toEqual([expect.objectContaining({ id: 'sms', state: 'HEALTHY', faults: [] })]);
    } finally {
      await platform.stop();
    }
  }, 120_000);

  it('switch it off and on, and take it out', async () => {
    const settings = `export SMS_SECRET='${secrets.SMS_SECRET}'\n`;
    await shell.run(settings + commands.slice(later).join('\n'), join(shell.root, 'installation'));
    expect(JSON.parse(readFileSync(join(shell.root, 'installation/rapport.plugins.json'), 'utf8'))).toEqual([]);
  }, 600_000);
});
