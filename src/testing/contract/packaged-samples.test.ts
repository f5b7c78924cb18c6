import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { platformDirectory } from '../../shared/platform';
import { packagedSamples } from './packaged-samples';

describe('the samples of a package', () => {
  const root = mkdtempSync(join(tmpdir(), 'rapport-samples-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const write = (files: Readonly<Record<string, string | object>>): string => {
    const folder = mkdtempSync(join(root, 'package-'));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return join(folder, 'dist/index.js');
  };
  const named = (samples: unknown) => ({ name: 'one', rapport: { samples } });

  it.each(['rep', 'email', 'web', 'conference', 'us-open-data'])('are found of %s', async (id) => {
    const { samples, findings } = await packagedSamples(join(platformDirectory, 'plugins', id, 'dist/index.js'));
    expect(findings).toEqual([]);
    expect(Object.keys({ ...samples?.webHooks, ...samples?.importers })).not.toEqual([]);
  });

  it('are found by the package.json that has a name, past one that only tells the format', async () => {
    const file = write({
      'package.json': named('./dist/samples.js'),
      'dist/package.json': { type: 'commonjs' },
      'dist/samples.js': `exports.samples = { options: { key: 'one' } };`,
    });
    expect(await packagedSamples(file)).toEqual({ samples: { options: { key: 'one' } }, findings: [] });
  });

  it('are none where the package names none, whatever a package around it names', async () => {
    const file = write({ 'package.json': named('./samples.js'), 'dist/package.json': { name: 'two' } });
    expect(await packagedSamples(file)).toEqual({ samples: null, findings: [] });
  });

  it.each([
    [named(7), '', 'It names 7, which is no path.'],
    [named('./dist/gone.js'), '', /^\.\/dist\/gone\.js cannot be loaded: .*Cannot find module .*gone\.js'/],
    [
      named('./dist/samples.js'),
      'throw new Error("no licence");',
      /cannot be loaded: Error: no licence in .*samples\.js, line 1$/,
    ],
    [named('./dist/samples.js'), 'exports.other = {};', './dist/samples.js has no export "samples" that is an object.'],
    [
      named('./dist/samples.js'),
      'exports.samples = [];',
      './dist/samples.js has no export "samples" that is an object.',
    ],
  ])('are told to be unusable: %j', async (manifest, text, problem) => {
    const { samples, findings } = await packagedSamples(write({ 'package.json': manifest, 'dist/samples.js': text }));
    expect(samples).toBeNull();
    expect(findings).toEqual([
      expect.objectContaining({ check: 'samples', subject: expect.stringContaining('package.json') }),
    ]);
    expect(findings[0]?.problem).toMatch(problem);
  });
});
