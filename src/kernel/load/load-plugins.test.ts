import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import withOptions from '../../../test/fixtures/plugins/loading/with-options';
import { loadPlugins } from './load-plugins';

const fixtures = resolve(__dirname, '../../../test/fixtures/plugins/loading');
const places = { workingDirectory: fixtures, platformDirectory: resolve(__dirname, '../../../..') };

async function faultOf(use: string, options?: Readonly<Record<string, unknown>>): Promise<unknown> {
  const { plugins, faults } = await loadPlugins([options === undefined ? { use } : { use, options }], places);
  expect(plugins).toEqual([]);
  return faults;
}

describe('loading a plugin', () => {
  it('finds it by a path from the working directory and hands it its options', async () => {
    const { plugins, faults } = await loadPlugins([{ use: './with-options', options: { title: 'Given' } }], places);

    expect(faults).toEqual([]);
    expect(plugins[0]?.contributions.channels).toEqual([{ id: 'with-options', title: 'Given', depth: 1, kappa: 20 }]);
  });

  it('takes a factory as it is', async () => {
    const { plugins } = await loadPlugins([{ use: withOptions, options: { title: 'Direct' } }], places);

    expect(plugins.map(({ manifest }) => manifest.id)).toEqual(['with-options']);
  });

  it('says where it looked for a package that is nowhere', async () => {
    expect(await faultOf('rapport-plugin-nowhere')).toEqual([
      {
        code: 'PLUGIN_NOT_FOUND',
        plugin: 'rapport-plugin-nowhere',
        subject: '',
        message: expect.stringContaining(`neither a package that ${fixtures}`),
      },
    ]);
  });

  it('refuses a path where nothing is', async () => {
    expect(await faultOf('./nothing-here')).toEqual([expect.objectContaining({ code: 'PLUGIN_NOT_FOUND' })]);
  });

  it('tells a folder that was not built from one that is not there', async () => {
    expect(await faultOf('./')).toEqual([
      expect.objectContaining({ code: 'PLUGIN_NOT_FOUND', message: expect.stringContaining('Build it first') }),
    ]);
  });

  it('refuses a package that is no plugin', async () => {
    expect(await faultOf('./not-a-plugin')).toEqual([
      expect.objectContaining({
        code: 'PLUGIN_NOT_A_PLUGIN',
        plugin: './not-a-plugin',
        message: expect.stringContaining('definePlugin()'),
      }),
    ]);
  });

  it('quotes what a package throws while loading', async () => {
    expect(await faultOf('./throws-on-load')).toEqual([
      expect.objectContaining({
        code: 'PLUGIN_LOAD_FAILED',
        message: expect.stringMatching(/failed in \S+throws-on-load\.[jt]s, line \d+: this module needs a licence$/),
      }),
    ]);
  });

  it('quotes what contribute() throws', async () => {
    expect(await faultOf('./throws-in-contribute')).toEqual([
      {
        code: 'PLUGIN_CONTRIBUTE_FAILED',
        plugin: 'throws-in-contribute',
        subject: '',
        message: expect.stringMatching(
          /^contribute\(\) threw in \S+throws-in-contribute\.[jt]s, line \d+: the file is not there/,
        ),
      },
    ]);
  });

  it('reports every wrong option by its name', async () => {
    const invalid = (subject: string) =>
      expect.objectContaining({ code: 'PLUGIN_OPTIONS_INVALID', plugin: 'with-options', subject });

    expect(await faultOf('./with-options', { depth: -1, colour: 'red' })).toEqual([
      invalid('options.title'),
      invalid('options.depth'),
      invalid('options'),
    ]);
  });

  it('refuses options of a plugin that takes none', async () => {
    expect(await faultOf('./throws-in-contribute', { colour: 'red' })).toEqual([
      expect.objectContaining({ code: 'PLUGIN_OPTIONS_INVALID', subject: 'options.colour' }),
    ]);
  });

  it('loads the others when one fails', async () => {
    const { plugins, faults } = await loadPlugins(
      [{ use: './not-a-plugin' }, { use: './with-options', options: { title: 'Given' } }, { use: './nothing-here' }],
      places,
    );

    expect(plugins).toHaveLength(1);
    expect(faults.map(({ code }) => code)).toEqual(['PLUGIN_NOT_A_PLUGIN', 'PLUGIN_NOT_FOUND']);
  });
});

describe('finding a package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-plugins-'));
  const factory = resolve(fixtures, 'with-options.js');
  const workingPlaces = { ...places, workingDirectory: folder };

  beforeAll(() => {
    write('node_modules/installed-plugin', { exports: { '.': { default: './entry.js' } } });
    write('by-exports', { exports: './entry.js' });
    write('by-main', { main: 'entry.js' });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function write(path: string, manifest: object): void {
    const directory = join(folder, path);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'fixture', version: '1.0.0', ...manifest }));
    writeFileSync(join(directory, 'entry.js'), `module.exports = require(${JSON.stringify(factory)});`);
  }

  it('says of one that is given another copy of the platform which copy that is, and what to do', async () => {
    const sdk = 'node_modules/rapport/sdk.js';
    write('foreign/node_modules/rapport', { exports: { './sdk': './sdk.js' } });
    write('foreign', { main: 'entry.js' });
    writeFileSync(join(folder, 'foreign', sdk), '');
    const { plugins, faults } = await loadPlugins([{ use: './foreign', options: { title: 'Found' } }], workingPlaces);

    expect(plugins).toEqual([]);
    expect(faults).toEqual([
      expect.objectContaining({
        code: 'PLUGIN_LOAD_FAILED',
        message: expect.stringContaining(`foreign/${sdk}; this is`),
      }),
    ]);
  });

  it.each([
    ['the name of a package installed in the working directory', 'installed-plugin'],
    ['a folder whose package names its entry under exports', './by-exports'],
    ['a folder whose package names its entry under main', './by-main'],
    ['an absolute path of a folder', join(folder, 'by-main')],
  ])('takes %s', async (_title, use) => {
    const { plugins, faults } = await loadPlugins([{ use, options: { title: 'Found' } }], workingPlaces);

    expect(faults).toEqual([]);
    expect(plugins.map(({ manifest }) => manifest.id)).toEqual(['with-options']);
  });
});
