import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '../../src/testing';
import { projectRoot } from '../architecture/source-files';
import { type CommandProcess, commandProcess } from '../helpers/command-process';
import { type RunResult, run } from '../helpers/run';

describe('rapport import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-import-'));
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  /** For what differs in its words alone: a file refused and one taken have processes of their own. */
  let session: CommandProcess;

  const environment = () => ({ DATABASE_URL: database.url, RAPPORT_DATA: join(folder, 'data') });

  beforeAll(async () => {
    database = await createTestDatabase();
    session = commandProcess({ env: environment() });
  });

  afterAll(async () => {
    await session?.stop();
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const given = (text: string): string => {
    const file = join(folder, 'given.csv');
    writeFileSync(file, text);
    return file;
  };

  function importing(importer: string, text: string): Promise<RunResult> {
    const command = [join(projectRoot, 'dist/src/cli/rapport.js'), 'import', importer, given(text)];
    return run(process.execPath, command, { cwd: projectRoot, env: environment() });
  }

  it('says on the screen why a file of another format is refused, and fails', async () => {
    const { code, stdout } = await importing('us-open-data.nppes', 'Record_ID,Total\n1,2\n');
    expect(code).toBe(1);
    expect(stdout).toContain('line 1: ROW_UNREADABLE The header lacks the column(s) NPI');
    expect(stdout).toContain('us-open-data.nppes.given.csv');
  });

  it('fails over an empty file', async () => {
    const { code, stdout } = await session.rapport('import', 'us-open-data.nppes', given(''));
    expect(code).toBe(1);
    expect(stdout).toContain('no rows');
  });

  it('succeeds when only some rows are refused', async () => {
    const rows = ['NPI,Provider Last Name (Legal Name)', '1234567893,NOWAK', '1234567890,WRONG'].join('\n');
    const { code, stdout } = await importing('us-open-data.nppes', rows);
    expect(code).toBe(0);
    expect(stdout).toContain('1 accepted, 0 repeated, 0 corrected, 1 rejected');
  });

  it('refuses an option the importer does not have, and names those it has', async () => {
    const { code, stderr } = await session.rapport(
      'import',
      'rep.call-reports',
      given('call_id'),
      '--option',
      'timezone=Europe/Berlin',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('rep.call-reports has no option timezone. It has delimiter, source, time-zone.');
  });

  it('answers an unknown importer with those there are', async () => {
    const { code, stderr } = await session.rapport('import', 'rep.calls', given('call_id'));
    expect(code).toBe(1);
    expect(stderr).toContain('There is no importer rep.calls.');
    expect(stderr).toContain('rep.call-reports');
  });
});
