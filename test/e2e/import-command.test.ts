import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '../../src/testing';
import { projectRoot } from '../architecture/source-files';
import { type RunResult, run } from '../helpers/run';

describe('rapport import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-import-'));
  let database: Awaited<ReturnType<typeof createTestDatabase>>;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  function importing(importer: string, text: string, ...further: readonly string[]): Promise<RunResult> {
    const file = join(folder, 'given.csv');
    writeFileSync(file, text);
    const command = [join(projectRoot, 'dist/src/cli/rapport.js'), 'import', importer, file, ...further];
    return run(process.execPath, command, {
      cwd: projectRoot,
      env: { DATABASE_URL: database.url, RAPPORT_DATA: join(folder, 'data') },
    });
  }

  it('says on the screen why a file of another format is refused, and fails', async () => {
    const { code, stdout } = await importing('us-open-data.nppes', 'Record_ID,Total\n1,2\n');
    expect(code).toBe(1);
    expect(stdout).toContain('line 1: ROW_UNREADABLE The header lacks the column(s) NPI');
    expect(stdout).toContain('us-open-data.nppes.given.csv');
  });

  it('fails over an empty file', async () => {
    const { code, stdout } = await importing('us-open-data.nppes', '');
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
    const { code, stderr } = await importing('rep.call-reports', 'call_id', '--option', 'timezone=Europe/Berlin');
    expect(code).toBe(1);
    expect(stderr).toContain('rep.call-reports has no option timezone. It has delimiter, source, time-zone.');
  });

  it('answers an unknown importer with those there are', async () => {
    const { code, stderr } = await importing('rep.calls', 'call_id');
    expect(code).toBe(1);
    expect(stderr).toContain('There is no importer rep.calls.');
    expect(stderr).toContain('rep.call-reports');
  });
});
