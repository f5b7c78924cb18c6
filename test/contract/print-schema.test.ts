import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const program = resolve(__dirname, '../../src/cli/rapport.js');
const loading = resolve(__dirname, '../fixtures/plugins/loading');

interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs the command line in a process of its own, with no database in sight. */
async function rapport(plugins: readonly string[], ...args: readonly string[]): Promise<Run> {
  const { DATABASE_URL: _unused, ...others } = process.env;
  const env = { ...others, RAPPORT_PLUGINS: JSON.stringify(plugins) };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...args], { env });
    return { stdout, stderr, code: 0 };
  } catch (error) {
    const { stdout, stderr, code } = error as Run;
    return { stdout, stderr, code };
  }
}

jest.setTimeout(120_000);

describe('rapport print-schema', () => {
  it('prints the schema of the configured plugins, one in the other module format among them', async () => {
    const { stdout, stderr, code } = await rapport([join(loading, 'esm-plugin.mjs')], 'print-schema');

    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toMatch(/^type Query \{/m);
  });

  it('writes the files of the core and of everything into a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-schema-'));
    try {
      await rapport([], 'print-schema', '--out', folder);

      expect(readdirSync(folder).sort()).toEqual(['core.graphql', 'full.graphql']);
      expect(readFileSync(join(folder, 'core.graphql'), 'utf8')).toBe(
        readFileSync(join(folder, 'full.graphql'), 'utf8'),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('ends with the faults of all plugins, optional as they are, and says how to leave them out', async () => {
    const plugins = [
      join(loading, 'not-a-plugin.js'),
      join(loading, 'with-options.js'),
      join(loading, 'esm-plugin.mjs'),
    ];
    const { stdout, stderr, code } = await rapport(plugins, 'print-schema');

    expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
    expect(stderr).toMatch(/There is no schema, .*\(--without not-a-plugin\.js,with-options\.js\)\.\n/);
    expect(stderr).toMatch(/ {2}with-options {2}PLUGIN_OPTIONS_INVALID {2}options\.title\n/);

    const without = await rapport(plugins, 'print-schema', '--without', 'not-a-plugin.js,with-options.js');
    expect(without).toMatchObject({ stderr: '', code: 0, stdout: expect.stringMatching(/^type Query \{/m) });
  });
});
