import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { register as registerDeadLetters } from '../../src/cli/dead-letters.command';
import { register as registerDirectory } from '../../src/cli/directory.command';
import { register as registerImport } from '../../src/cli/import.command';
import { register as registerModel } from '../../src/cli/model.command';
import { register as registerPlugin } from '../../src/cli/plugin.command';
import { register as registerPrivacy } from '../../src/cli/privacy.command';
import { register as registerRecalculate } from '../../src/cli/recalculate.command';
import { register as registerReport } from '../../src/cli/report.command';
import { serverUrl } from '../../src/testing/server-url';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'rapport-nowhere-'));
const file = join(folder, 'file.json');

/** Every way in which a command opens the database. */
const commands: readonly (readonly [line: string, register: (program: Command) => void])[] = [
  [`import ledger.exchange-rates ${file}`, registerImport],
  ['model list', registerModel],
  ['recalculate', registerRecalculate],
  ['check-consistency', registerRecalculate],
  ['report value', registerReport],
  ['dead-letters', registerDeadLetters],
  [`directory ${file}`, registerDirectory],
  ['privacy verify-audit', registerPrivacy],
  ['plugin uninstall sms --with-data', registerPlugin],
];

describe('a command whose database is not there', () => {
  const before = process.env;
  beforeAll(() => {
    writeFileSync(file, '{}');
    process.env = { ...before, DATABASE_URL: `${serverUrl()}/nowhere`, RAPPORT_PLUGINS: '[]', RAPPORT_DATA: folder };
  });
  afterAll(() => {
    process.env = before;
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(commands.map(([line, register]) => [line.replace(folder, '…'), line, register] as const))(
    'says so in one sentence, with what to do: rapport %s',
    async (_title, line, register) => {
      const program = new Command();
      register(program);
      await expect(program.parseAsync(['node', 'rapport', ...line.split(' ')])).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
        message: expect.stringMatching(/^DATABASE_URL cannot be used: [^\n]*"nowhere" does not exist[^\n]*$/),
      });
    },
  );
});
