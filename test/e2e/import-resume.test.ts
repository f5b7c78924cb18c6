import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isNpi } from '../../src/sdk';
import { type TestDatabase, testDatabase } from '../../src/testing';
import { type CommandProcess, commandProcess } from '../helpers/command-process';

const customers = 40;
const rows = 2_000;
const few = 100;

describe('rapport import, killed in the middle', () => {
  let folder: string;
  let killed: TestDatabase;
  let calm: TestDatabase;
  let commands: CommandProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapport-import-'));
    commands = commandProcess({ env: { RAPPORT_DATA: join(folder, 'data'), LOG_LEVEL: 'warn' } });
    [killed, calm] = await Promise.all([testDatabase(), testDatabase()]);
    await writeFile(join(folder, 'providers.csv'), providerFile());
    await writeFile(join(folder, 'calls.csv'), callFile());
    for (const database of [killed, calm]) {
      expect(await importing(database, 'us-open-data.nppes', 'providers.csv')).toMatchObject({ code: 0 });
    }
  }, 60_000);
  afterAll(async () => {
    await commands.stop();
    await Promise.all([killed.close(), calm.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  const importing = (database: TestDatabase, importer: string, file: string, ...more: readonly string[]) =>
    commands.rapportWith({ DATABASE_URL: database.url }, 'import', importer, join(folder, file), ...more);

  it('goes on at the committed position: nothing is lost, nothing is doubled', async () => {
    const slowly = ['import', 'rep.call-reports', join(folder, 'calls.csv'), '--batch-size', '100'];
    await commands.killed({ DATABASE_URL: killed.url }, slowly, async () => (await itemsDone(killed)) >= 600);
    const done = await itemsDone(killed);
    expect(done).toBeGreaterThanOrEqual(600);
    expect(done).toBeLessThan(rows);
    const resumed = await importing(killed, 'rep.call-reports', 'calls.csv');
    expect(resumed.stderr + resumed.stdout).toMatch(/gone on after \d+ items/);
    expect(resumed.code).toBe(0);
    const whole = await importing(calm, 'rep.call-reports', 'calls.csv');
    expect(whole.code).toBe(0);
    expect(await stateOf(killed)).toEqual(await stateOf(calm));
    expect(await countOf(killed, 'core.interaction')).toBe(rows - 1);
  }, 120_000);

  it('writes the rows set aside into files, with line, code and reason', async () => {
    const target = join(folder, 'report.csv');
    const again = await importing(calm, 'rep.call-reports', 'calls.csv', '--rejected', target);
    expect(again.stdout).toMatch(new RegExp(`${rows - 1} repeated`));
    expect(again.stdout).toMatch(/1 rejected, 1 waiting/);
    const rejected = (await readFile(target, 'utf8')).split('\n');
    expect(rejected[0]).toBe('line,code,reason,raw');
    expect(rejected[1]).toMatch(/^11,RECORD_MALFORMED,"Column status.*"call-bad,dreamt,/);
    expect(await readFile(join(folder, 'report.waiting.csv'), 'utf8')).toMatch(/\n12,CUSTOMER_UNKNOWN,/);
    expect(again.code).toBe(0);
  }, 60_000);

  it('reads packed files, lists its importers, and says what is wrong with a command', async () => {
    await writeFile(join(folder, 'packed.csv.gz'), gzipSync(callFile(few).replaceAll('call-', 'packed-')));
    const packed = await importing(calm, 'rep.call-reports', 'packed.csv.gz');
    expect(packed.stdout).toMatch(new RegExp(`packed.csv: ${few - 1} accepted`));
    await writeFile(join(folder, 'cut.csv.gz'), gzipSync(callFile()).subarray(0, 2_000));
    const cut = await importing(calm, 'rep.call-reports', 'cut.csv.gz');
    expect(cut.code).toBe(1);
    expect(cut.stderr).toMatch(/^BAD_INPUT: cut\.csv\.gz cannot be unpacked/m);
    expect(cut.stderr).not.toMatch(/ at .*zlib/);
    const list = await commands.rapport('import', '--list');
    expect(list.stdout).toMatch(/rep\.call-reports\n.*\n.*CSV/);
    const unknown = await importing(calm, 'rep.dreams', 'calls.csv');
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toMatch(/There is no importer rep\.dreams[\s\S]*rep\.call-reports/);
    expect(await importing(calm, 'rep.call-reports', 'nowhere.csv')).toMatchObject({ code: 1 });
  }, 60_000);
});

async function itemsDone(database: TestDatabase): Promise<number> {
  const [row] = await database.reader().query<{ readonly done: number }>({
    text: `select items_done as done from core.import_run where importer = 'rep.call-reports'`,
  });
  return row?.done ?? 0;
}

async function countOf(database: TestDatabase, table: string): Promise<number> {
  const [row] = await database.reader().query<{ readonly n: number }>({ text: `select count(*) as n from ${table}` });
  return row?.n ?? 0;
}

/** Everything that an import leaves, without the times of arrival and the ids that a sequence gave. */
function stateOf(database: TestDatabase): Promise<readonly object[]> {
  return database.reader().query({
    text: `with named as (select customer_id, value as npi from core.customer_identifier where system = 'us-npi')
      select 'contact' as what, npi, concat_ws(' ', id, occurred_at, revision, details, touch_cost_minor) as state
        from core.interaction join named using (customer_id)
      union all select 'bucket', npi, concat_ws(' ', signal, half_life, epoch, q30, n) from core.bucket join named using (customer_id)
      union all select 'log', npi, concat_ws(' ', event_id, ordinal, signal, q30) from core.contribution join named using (customer_id)
      union all select 'month', npi, concat_ws(' ', month, type, interactions, cost_minor) from core.rollup_customer_month join named using (customer_id)
      union all select 'measure', npi, concat_ws(' ', month, measure, type, value) from core.rollup_measure_month join named using (customer_id)
      union all select 'aside', '', concat_ws(' ', disposition, code, line, attempts) from core.intake_set_aside
      union all select 'run', '', concat_ws(' ', importer, state, items_done, accepted, repeated, rejected, waiting) from core.import_run
      order by 1, 2, 3`,
  });
}

function npi(index: number): string {
  const stem = 100_000_000 + index;
  return Array.from({ length: 10 }, (_, digit) => `${stem}${digit}`).find(isNpi) ?? '';
}

function providerFile(): string {
  const header = 'NPI,Entity Type Code,Provider Last Name (Legal Name),Provider First Name';
  return `${[header, ...Array.from({ length: customers }, (_, index) => `${npi(index)},1,Family ${index},Given`)].join('\n')}\n`;
}

/** One held visit a row, one row of an unknown status, one of an unknown customer. */
function callFile(howMany = rows): string {
  const line = (row: number): string => {
    const at = new Date(Date.UTC(2025, 0, 1) + row * 7_200_000).toISOString();
    if (row === 9) return `call-bad,dreamt,${at},${npi(1)},10`;
    return `call-${row},held,${at},${npi(row === 10 ? customers : row % customers)},${5 + (row % 40)}`;
  };
  return `${['call_id,status,date,npi,minutes', ...Array.from({ length: howMany + 1 }, (_, row) => line(row))].join('\n')}\n`;
}
