import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNpi } from '../../src/sdk';
import { type TestDatabase, testDatabase } from '../../src/testing';
import { type CommandProcess, commandProcess } from '../helpers/command-process';

/** Physicians by the number of visits they were paid in 2025: two alike, one beyond both, one never. */
const visits = [3, 24, 3, 0];

describe('rapport report value', () => {
  let folder: string;
  let database: TestDatabase;
  let commands: CommandProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapport-report-'));
    database = await testDatabase();
    const env = { DATABASE_URL: database.url, RAPPORT_DATA: join(folder, 'data'), LOG_LEVEL: 'warn' };
    commands = commandProcess({ env });
    await importing('us-open-data.nppes', providerFile());
    await importing('rep.call-reports', callFile());
    await importing('ledger.transactions', orderFile());
    await importing('ledger.exchange-rates', 'Date,USD,JPY\n2025-12-01,1.25,150\n');
  }, 120_000);
  afterAll(async () => {
    await commands.stop();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const command = (...args: readonly string[]) => commands.rapport(...args);

  async function importing(id: string, content: string): Promise<void> {
    const file = join(folder, `${id}.csv`);
    await writeFile(file, content);
    const { code, stdout } = await command('import', id, file);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/ 0 rejected, 0 waiting/)]);
  }

  it('ranks with grade, interval and money, and says where neighbours cannot be told apart', async () => {
    const { stdout, stderr, code } = await command('report', 'value', '--as-of', '2025-12-31', '--format', 'json');
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('Error')]);
    const rows: readonly Row[] = JSON.parse(stdout);
    expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
    expect(rows.map(({ identifier }) => identifier)).toEqual([
      `us-npi:${npi(1)}`,
      ...[npi(2), npi(0)].map((value) => `us-npi:${value}`),
      `us-npi:${npi(3)}`,
    ]);
    const [first, second, third, last] = rows;
    expect([first?.grade, last?.grade]).toEqual(['A', 'D']);
    expect([first, second, third].every((row) => row && row.low <= row.value && row.value <= row.high)).toBe(true);
    expect(first?.comparedToAbove).toBeNull();
    expect(second?.comparedToAbove).toBe('distinguishable');
    expect(third?.comparedToAbove).toBe('not distinguishable');
    // 250.00 USD at 1.25 is 200.00 EUR, less 24 visits of 10 minutes at 110 + 1.20 a minute.
    expect(first).toMatchObject({ net: 200 - 24 * 122, currency: 'EUR', unconverted: [] });
    expect(last).toMatchObject({ value: 0, net: 0 });
  }, 60_000);

  it('prints the same as a table and for spreadsheets', async () => {
    const [table, csv] = await Promise.all([
      command('report', 'value', '--as-of', '2025-12-31', '--top', '2'),
      command('report', 'value', '--all', '--format', 'csv'),
    ]);
    expect(table.stdout.split('\n')).toHaveLength(4);
    expect(table.stdout).toMatch(/Grade.*95 % interval/);
    expect(table.stdout).toMatch(/ 2 .* distinguishable/);
    expect(csv.stdout.split('\n')[0]).toMatch(
      /^rank,name,identifier,territory,value,grade,low,high,compared_to_above,net/,
    );
    expect(csv.stdout.trimEnd().split('\n')).toHaveLength(5);
  }, 60_000);

  it('says what is wrong with a question', async () => {
    const [nowhere, many] = await Promise.all([
      command('report', 'value', '--territory', 'nowhere'),
      command('report', 'value', '--top', 'many'),
    ]);
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no territory nowhere') });
    expect(many).toMatchObject({ code: 1, stdout: '' });
  }, 60_000);
});

interface Row {
  readonly rank: number;
  readonly identifier: string;
  readonly grade: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly comparedToAbove: string | null;
}

function npi(index: number): string {
  const stem = 100_000_000 + index;
  return Array.from({ length: 10 }, (_, digit) => `${stem}${digit}`).find(isNpi) ?? '';
}

function providerFile(): string {
  const header = 'NPI,Entity Type Code,Provider Last Name (Legal Name),Provider First Name';
  return `${[header, ...visits.map((_, index) => `${npi(index)},1,Family ${index},Given`)].join('\n')}\n`;
}

function callFile(): string {
  const rows = visits.flatMap((count, physician) =>
    Array.from({ length: count }, (_, visit) => {
      const day = String(visit + 1).padStart(2, '0');
      return `call-${physician}-${visit},held,2025-12-${day}T09:00:00Z,${npi(physician)},10`;
    }),
  );
  return `${['call_id,status,date,npi,minutes', ...rows].join('\n')}\n`;
}

function orderFile(): string {
  return `npi,date,amount,currency\n${npi(1)},2025-12-03,250.00,USD\n`;
}
