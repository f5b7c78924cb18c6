import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createKernel, KernelError, type KernelOptions } from '../../src/kernel';
import { errorCodes } from '../../src/sdk';
import type { ExpectedFault } from '../fixtures/plugins/fault-fixture';
import * as families from '../fixtures/plugins/faults';
import { fixturePlatformVersion, fixturePlugin } from '../fixtures/plugins/fixture-plugin';

const fixtures = Object.values(families).flat();

function faultsOf(plugins: KernelOptions['plugins']): KernelError['faults'] {
  try {
    createKernel({ platformVersion: fixturePlatformVersion, coreModules: [], plugins });
    return [];
  } catch (error) {
    if (error instanceof KernelError) return error.faults;
    throw error;
  }
}

function expected({ code, plugin = 'fixture', subject, otherClaimant, message }: ExpectedFault): object {
  const fault = { code, plugin, subject, message: expect.stringMatching(message) };
  return otherClaimant === undefined ? fault : { ...fault, otherClaimant };
}

describe('before anything starts the kernel', () => {
  it.each(fixtures)('refuses $refuses', ({ plugins, faults }) => {
    const found = [...faultsOf(plugins())].sort((one, other) => (one.subject < other.subject ? -1 : 1));
    const wanted = [...faults].sort((one, other) => (one.subject < other.subject ? -1 : 1));

    expect(found).toEqual(wanted.map(expected));
  });

  it('reports the faults of all plugins in one error that can be read', () => {
    const plugins = [
      fixturePlugin({ id: 'first', engine: '^9.0.0' }),
      fixturePlugin({ id: 'second', requires: { third: '^1.0.0' }, version: 'one' }),
    ];

    expect(() => createKernel({ platformVersion: '0.1.0', coreModules: [], plugins })).toThrow(
      [
        '3 faults in 2 plugins; nothing was started.',
        '',
        'first:',
        '  PLUGIN_ENGINE_MISMATCH  ^9.0.0',
        '    It is made for platform ^9.0.0; this one is 0.1.0. Install a version of it made for this platform; of one that works with this platform, widen the range.',
        '',
        'second:',
        '  PLUGIN_VERSION_INVALID  one',
        '    The version "one" is not a semantic version. Write one such as 1.2.3.',
        '  PLUGIN_REQUIREMENT_MISSING  third',
        '    It requires the plugin "third" ^1.0.0, which is not configured. Add it, or remove this one.',
      ].join('\n'),
    );
  });

  it('shows every fault of the fixtures when all their plugins come at once', () => {
    const together = fixtures
      .flatMap(({ plugins }) => plugins())
      .map((plugin, position) => ({ ...plugin, manifest: { ...plugin.manifest, version: `1.0.${position}` } }));

    const codes = new Set(faultsOf(together).map(({ code }) => code));

    expect([...codes]).toEqual(expect.arrayContaining(['PLUGIN_ID_DUPLICATE', 'PLUGIN_REQUIREMENT_CYCLE']));
  });

  it('has a fixture for every code of the plugin section', () => {
    const source = readFileSync(resolve(__dirname, '../../../src/sdk/error-codes.ts'), 'utf8');
    const [, section = ''] = /\/\/ Plugins, found before anything starts\n(.*?)\n {2}\/\/ /s.exec(source) ?? [];
    const codes = Object.keys(errorCodes).filter((code) => new RegExp(`^  ${code}:`, 'm').test(section));
    const shown = new Set<string>([
      ...fixtures.flatMap(({ faults }) => faults.map(({ code }) => code)),
      ...loaderCodes,
    ]);

    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter((code) => !shown.has(code))).toEqual([]);
  });
});

/** Shown by load-plugins.test.ts, because they concern files, by boot.test.ts and, the last one, by build-schema.test.ts. */
const loaderCodes = [
  'PLUGIN_REQUIREMENT_LEFT_OUT',
  'PLUGIN_NOT_FOUND',
  'PLUGIN_NOT_A_PLUGIN',
  'PLUGIN_LOAD_FAILED',
  'PLUGIN_OPTIONS_INVALID',
  'PLUGIN_CONTRIBUTE_FAILED',
  'SCHEMA_BUILD_FAILED',
];
