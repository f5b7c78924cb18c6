import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OperatorFolder, operatorFolder, writeMemoPlugin } from '../helpers/plain-plugin';

jest.setTimeout(120_000);

const sound = { version: '1.0.0', amount: 1, migrations: { '1790000000001-page': 'create table page (id int)' } };

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
});
afterAll(() => folder.remove());

describe('rapport check-plugin', () => {
  it('reports a sound plugin in words and for programs, with exit code 0', async () => {
    const told = await folder.rapport('check-plugin', './memo', '--alone');
    expect([told.code, told.stdout]).toEqual([
      0,
      expect.stringMatching(/^memo +1\.0\.0 +\^0\.1\.0 +optional +running/m),
    ]);
    expect(told.stdout).toMatch(/^ {2}tables +plugin_memo\.page$/m);
    const { stdout } = await folder.rapport('check-plugin', './memo', '--alone', '--json');
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
    const told = await folder.rapport('check-plugin', './clock', '--alone');
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
