import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginFactory } from '../../src/sdk';
import { type ContractSamples, contractFindings } from '../../src/testing/contract';
import { type CommandProcess, commandProcess } from '../helpers/command-process';
import { type DeskFunctions, writeDeskPlugin } from '../helpers/desk-plugin';
import { type OperatorFolder, operatorFolder, writeMemoPlugin } from '../helpers/plain-plugin';

jest.setTimeout(120_000);

const sound = { version: '1.0.0', amount: 1, migrations: { '1790000000001-page': 'create table page (id int)' } };

interface CheckedDesk {
  readonly findings: readonly { readonly problem: string }[];
  readonly faults: readonly object[];
  readonly unchecked: readonly string[];
}

/** `memo-taken` may call a type MemoTaken, and so may `memo`. */
const rival = `
const { definePlugin, Field, Int, ObjectType } = require('rapport/sdk');
class MemoTaken {}
ObjectType({ description: 'Something else.' })(MemoTaken);
Field(() => Int, { description: 'A number.' })(MemoTaken.prototype, 'number');
module.exports = definePlugin({
  id: 'memo-taken', version: '1.0.0', title: 'Rival', description: 'For tests.', engine: '^0.1.0',
  contribute: () => ({ types: [MemoTaken] }),
});
`;

let folder: OperatorFolder;
/** Where exit codes and output are those of many cases; each kind of case has a process of its own, too. */
let session: CommandProcess;
beforeAll(() => {
  // Nobody answers there: neither command may need a database.
  folder = operatorFolder('postgres://nobody:none@127.0.0.1:1/none');
  writeMemoPlugin(join(folder.path, 'memo'), sound);
  writeMemoPlugin(join(folder.path, 'late'), { ...sound, engine: '^9.0.0' });
  mkdirSync(join(folder.path, 'rival'));
  writeFileSync(join(folder.path, 'rival', 'index.js'), rival);
  // An older copy of the plugin that is checked is no rival.
  writeFileSync(join(folder.path, 'plugins.json'), JSON.stringify(['./rival', './late']));
  mkdirSync(join(folder.path, 'empty'));
  session = commandProcess({ cwd: folder.path, env: folder.env });
});
afterAll(async () => {
  await session.stop();
  folder.remove();
});

describe('rapport check-plugin', () => {
  it('reports a sound plugin in words and for programs, with exit code 0', async () => {
    const told = await folder.rapport('check-plugin', './memo', '--alone');
    expect([told.code, told.stdout]).toEqual([
      0,
      expect.stringMatching(/^memo +1\.0\.0 +\^0\.1\.0 +optional +running/m),
    ]);
    expect(told.stdout).toMatch(/^ {2}tables +plugin_memo\.page$/m);
    const { stdout } = await session.rapport('check-plugin', './memo', '--alone', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ id: 'memo', state: 'running', faults: [], file: join(folder.path, 'memo', 'index.js') },
      contributions: { interactionTypes: ['memo.taken'], types: ['MemoTaken'], measures: ['memo.lines'] },
      phases: [{ phase: 'resolve' }, { phase: 'load' }, { phase: 'configure' }, { phase: 'check' }],
    });
  });

  it('names the other claimant among the configured plugins, with exit code 1', async () => {
    const told = await folder.rapport('check-plugin', './memo', '--json');
    expect([told.code, JSON.parse(told.stdout)]).toMatchObject([
      1,
      {
        state: 'left out',
        faults: [{ code: 'TYPE_CLASH', subject: 'MemoTaken', otherClaimant: 'memo-taken', phase: 'check' }],
      },
    ]);
  });

  it('finds what a start lets through: a hook that asks the clock, with exit code 1, and one that never ends', async () => {
    const place = join(folder.path, 'clock');
    writeMemoPlugin(place, sound);
    const file = join(place, 'index.js');
    const text = readFileSync(file, 'utf8');
    writeFileSync(join(place, 'package.json'), JSON.stringify({ name: 'clock', version: '1.0.1' }));
    writeFileSync(file, text.replace('amount: 1', 'amount: (Date.now() % 1000) / 1000'));
    const told = await session.rapport('check-plugin', './clock', '--alone');
    expect([told.code, told.stdout]).toEqual([1, expect.stringContaining('hook-deterministic  memo.taken')]);
    expect(told.stdout).toContain('To change: Use nothing but the event.');
    expect(told.stdout).toContain('definePlugin() is given the version 1.0.0, and package.json says 1.0.1.');
    expect(told.stdout).toMatch(/Not checked here:\n- beside a database \(--database\): .*\n- with samples/);
    writeFileSync(file, text.replace('({ type }) =>', '({ type }) => (() => { for (;;); })() ||'));
    const endless = await folder.rapport('check-plugin', './clock', '--alone');
    expect([endless.code, endless.stdout]).toEqual([1, '']);
    expect(endless.stderr).toMatch(
      /^SCORE_INVALID: The scoring hook of memo does not end for its sample of memo\.taken/,
    );
  });

  const checked = async (functions: DeskFunctions, { rapport }: Pick<CommandProcess, 'rapport'>, ...more: string[]) => {
    const place = join(folder.path, 'desk');
    writeDeskPlugin(place, functions);
    const told = await rapport('check-plugin', place, '--alone', '--options', '{"key": "k"}', '--json', ...more);
    const { findings, faults, unchecked } = JSON.parse(told.stdout) as CheckedDesk;
    return { code: told.code, findings, faults, unchecked, file: join(place, 'index.js') };
  };

  it('tries the doors with the samples of the package, and says where one throws on them', async () => {
    const sound = await checked({}, session);
    expect([sound.code, sound.findings]).toEqual([0, []]);
    expect(sound.unchecked).toEqual([
      expect.stringMatching(/^beside a database/),
      expect.stringMatching(/^in a platform/),
    ]);
    const { code, findings, file } = await checked({ read: `return note.key.trim().unknown.length;` }, session);
    expect(code).toBe(1);
    expect(findings[0]).toEqual({
      check: 'door-sampled',
      subject: 'webHooks.notes',
      problem: expect.stringMatching(/^The door refuses the sample: TypeError: .*'length'\) in .*, line \d+$/),
      change: expect.stringContaining('Correct the sample'),
    });
    expect(findings[0]?.problem).toContain(` in ${file}, line `);
  });

  it('says where the hook throws on a sample, and a field that asks for nothing', async () => {
    const hook = await checked({ score: `throw new Error('no ' + details.lines);` }, session);
    const reason = `score() must never throw, but threw "no 3" in ${hook.file}, line `;
    expect([hook.code, hook.faults]).toEqual([
      1,
      [
        expect.objectContaining({
          code: 'SCORE_INVALID',
          subject: 'desk.noted',
          message: expect.stringContaining(reason),
        }),
      ],
    ]);
    const { findings } = await checked({}, session);
    expect(findings).toEqual([]);
  });

  it('agrees with the tests of the plugin when asked for the whole contract', async () => {
    const functions = {
      load: `if (rows.length > 0) throw new Error('no ' + rows[0].kind); return keys.map(() => null);`,
    };
    const { code, findings, unchecked, file } = await checked(functions, folder, '--contract');
    const plugin = require(file) as PluginFactory;
    const { samples } = require(join(folder.path, 'desk/samples.js')) as { readonly samples: ContractSamples };
    expect(findings).toEqual(await contractFindings(plugin, samples));
    expect([code, findings]).toEqual([
      1,
      [
        expect.objectContaining({
          check: 'fields-readable',
          subject: 'Customer.desk',
          problem: expect.stringContaining('no professional'),
        }),
      ],
    ]);
    expect(unchecked).toEqual([expect.stringMatching(/^beside a database/)]);
  });

  it('says that samples cannot be found where the package says', async () => {
    const place = join(folder.path, 'unbuilt');
    writeDeskPlugin(place);
    rmSync(join(place, 'samples.js'));
    const told = await session.rapport('check-plugin', './unbuilt', '--alone', '--options', '{"key": "k"}');
    expect([told.code, told.stdout]).toEqual([
      1,
      expect.stringMatching(
        /samples {2}rapport\.samples of .*package\.json\n.*\.\/samples\.js cannot be loaded: .*\n.*Build the package/,
      ),
    ]);
    expect(told.stdout).toContain('- with samples (package.json names none');
  });

  it('says with exit code 2 that there is no plugin', async () => {
    const told = await folder.rapport('check-plugin', './empty');
    expect([told.code, told.stdout]).toEqual([2, expect.stringContaining('PLUGIN_NOT_FOUND')]);
  });
});

describe('rapport plugins', () => {
  it('tells of all configured plugins, with exit code 1 when one would be left out', async () => {
    const told = await folder.rapport('plugins');
    expect(told.code).toBe(1);
    expect(told.stdout).toMatch(/^plugin +version +platform +policy +state +start$/m);
    expect(told.stdout).toContain('PLUGIN_ENGINE_MISMATCH  ^9.0.0, met by: check');
  });
});
