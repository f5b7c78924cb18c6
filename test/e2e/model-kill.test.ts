import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNpi } from '../../src/sdk';
import { type TestDatabase, testDatabase } from '../../src/testing';
import { type CommandProcess, commandProcess } from '../helpers/command-process';

const customers = 60;
const visits = 360;

let folder: string;
let database: TestDatabase;
let commands: CommandProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapport-kill-'));
  database = await testDatabase();
  const env = { DATABASE_URL: database.url, RAPPORT_DATA: join(folder, 'data'), LOG_LEVEL: 'error' };
  commands = commandProcess({ env });
  await writeFile(join(folder, 'providers.csv'), providers());
  await writeFile(join(folder, 'calls.csv'), calls('call', visits));
  await writeFile(join(folder, 'more.csv'), calls('more', visits));
  expect(await rapport('import', 'us-open-data.nppes', join(folder, 'providers.csv'))).toMatchObject({ code: 0 });
  expect(await rapport('import', 'rep.call-reports', join(folder, 'calls.csv'))).toMatchObject({ code: 0 });
}, 120_000);

afterAll(async () => {
  await commands?.stop();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const rapport = (...args: readonly string[]) => commands.rapport(...args);

/** Starts a command and kills it without a chance to clean up, as soon as the database says so. */
const killed = (args: readonly string[], condition: string): Promise<void> =>
  commands.killed({}, args, () => holds(condition));

/** Kills a command that stands in the middle of a transaction: at a table it must write to, which is locked until then. */
async function killedBefore(table: string, args: readonly string[]): Promise<void> {
  await database.transaction(async (writer) => {
    await writer.execute({ text: `lock table ${table} in share row exclusive mode` });
    await killed(
      args,
      `exists (select from pg_locks l join pg_class c on c.oid = l.relation
        where not l.granted and l.mode = 'RowExclusiveLock' and c.oid = '${table}'::regclass)`,
    );
  });
}

async function holds(condition: string): Promise<boolean> {
  const [row] = await database.reader().query<{ readonly yes: boolean }>({ text: `select (${condition}) as yes` });
  return row?.yes === true;
}

async function isConsistent(): Promise<void> {
  const { code, stdout } = await rapport('check-consistency');
  expect([code, stdout]).toEqual([0, `${customers} customers checked, 0 differences\n`]);
}

async function approvals(): Promise<{ readonly hash: string; readonly decisions: number }> {
  const [row] = await database.reader().query<{ readonly hash: string; readonly decisions: number }>({
    text: `select (select hash from core.value_model where state = 'approved') as hash,
      (select count(*)::int from core.value_model_decision) as decisions`,
  });
  if (row === undefined) throw new Error('No value model is in force.');
  return row;
}

async function draft(name: string, ...changes: readonly string[]): Promise<string> {
  const [base] = await database.reader().query<{ readonly hash: string }>({
    text: `select hash from core.value_model where state = 'approved'`,
  });
  const sets = changes.flatMap((change) => ['--set', change]);
  const { stdout, stderr } = await rapport(
    'model',
    'create',
    '--base',
    base?.hash ?? '',
    '--name',
    name,
    '--by',
    'Ada',
    ...sets,
  );
  expect(stderr).toBe('');
  return stdout.slice(0, 12);
}

describe('a process killed in the middle', () => {
  it('of an approval leaves the old model in force or the new one, with the report it was decided upon', async () => {
    const hash = await draft('vm-kill', 'signals["rep.visit_held"].halfLifeDays=30');
    await killed(
      ['model', 'approve', hash, '--by', 'Ada'],
      `exists (select from pg_stat_activity where datname = current_database() and query like '%next-customers%' or query like '%from core.customer where id > $1 and kind%')`,
    );
    const [states] = await database.reader().query({
      text: `select count(*) filter (where state = 'approved')::int as approved,
          (select count(*)::int from core.value_model_decision) as decisions,
          (select count(*)::int from core.recalculation where state = 'running') as running,
          bool_or(state = 'approved' and hash like $1 || '%') as ours
        from core.value_model`,
      values: [hash],
    });
    const { ours } = states as { readonly ours: boolean };
    expect(states).toEqual({ approved: 1, decisions: ours ? 1 : 0, running: ours ? 1 : 0, ours });
    await isConsistent();
    if (!ours) expect(await rapport('model', 'approve', hash, '--by', 'Ada')).toMatchObject({ code: 0 });
  }, 120_000);

  it('of an approval that has switched but not committed leaves the old model in force, without a decision', async () => {
    const hash = await draft('vm-uncommitted', 'signals["rep.visit_held"].halfLifeDays=60');
    const before = await approvals();
    // The run that follows is the last thing the transaction writes: model and decision stand in it already.
    await killedBefore('core.recalculation', ['model', 'approve', hash, '--by', 'Ada']);
    expect(await approvals()).toEqual(before);
    await isConsistent();
    expect(await rapport('model', 'approve', hash, '--by', 'Ada')).toMatchObject({ code: 0 });
    await isConsistent();
  }, 120_000);

  it('of an approval that has just committed leaves the new model in force, with the recalculation asked for', async () => {
    const hash = await draft('vm-committed', 'signals["rep.visit_held"].halfLifeDays=90');
    const before = await approvals();
    const isApproved = `exists (select from core.value_model where state = 'approved' and hash like '${hash}%')`;
    await killed(['model', 'approve', hash, '--by', 'Ada'], isApproved);
    const after = await approvals();
    expect(after.hash.startsWith(hash)).toBe(true);
    expect(after.decisions).toBe(before.decisions + 1);
    expect(
      await holds(`exists (select from core.recalculation where model_hash like '${hash}%' and state = 'running')`),
    ).toBe(true);
    await isConsistent();
    expect((await rapport('recalculate', '--from', 'log')).stdout).toMatch(/^finished: /m);
    await isConsistent();
  }, 120_000);

  it('of a recalculation goes on from its position, while reads and the intake go on', async () => {
    await killed(
      ['recalculate', '--from', 'log', '--batch-size', '1'],
      'exists (select from core.recalculation where customers_done > 5 and customers_done < 50)',
    );
    const [half] = await database.reader().query<{ readonly done: number }>({
      text: `select customers_done as done from core.recalculation where state = 'running'`,
    });
    expect(half?.done).toBeLessThan(customers);
    await isConsistent();
    const rest = await rapport('recalculate', '--from', 'log');
    expect(rest.stdout).toMatch(new RegExp(`^finished: ${customers} customers`, 'm'));
    const again = await rapport('recalculate', '--from', 'log');
    expect(again.stdout).toMatch(/ 0 buckets, 0 contributions changed/);
    const hooks = await rapport('recalculate', '--from', 'hooks');
    expect(hooks.stdout).toMatch(/ 0 buckets, 0 contributions changed/);
    await isConsistent();
  }, 120_000);

  it('of a merge into the buckets leaves none of it, and none of the contacts it was for', async () => {
    const counted = async () =>
      (await database.reader().query({ text: 'select count(*)::int as n, sum(n)::int as events from core.bucket' }))[0];
    const before = await counted();
    await writeFile(join(folder, 'cut.csv'), calls('cut', 120));
    await killedBefore('core.bucket', ['import', 'rep.call-reports', join(folder, 'cut.csv')]);
    expect(await counted()).toEqual(before);
    expect(await holds(`not exists (select from core.interaction where source_key like 'cut-%')`)).toBe(true);
    await isConsistent();
    expect(await rapport('import', 'rep.call-reports', join(folder, 'cut.csv'))).toMatchObject({ code: 0 });
    await isConsistent();
  }, 120_000);

  it('of an intake that adds to buckets loses no part of one', async () => {
    await killed(
      ['import', 'rep.call-reports', join(folder, 'more.csv'), '--batch-size', '15'],
      `exists (select from core.import_run where file_name = 'more.csv' and items_done > 60)`,
    );
    await isConsistent();
    expect(await rapport('import', 'rep.call-reports', join(folder, 'more.csv'))).toMatchObject({ code: 0 });
    await isConsistent();
  }, 120_000);
});

describe('a model that is not in force', () => {
  it('can be compared with, and is refused for keeping values by', async () => {
    const hash = await draft('vm-dry', 'channels.rep.depth=0.5');
    const dry = await rapport('recalculate', '--model', hash, '--dry-run');
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringMatching(/compared[\s\S]*Nothing was written/) });
    const refused = await rapport('recalculate', '--model', hash);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/CONFLICT|not in force/) });
  }, 120_000);
});

function npi(index: number): string {
  const stem = 100_000_000 + index;
  return Array.from({ length: 10 }, (_, digit) => `${stem}${digit}`).find(isNpi) ?? '';
}

function providers(): string {
  const header = 'NPI,Entity Type Code,Provider Last Name (Legal Name),Provider First Name';
  const rows = Array.from({ length: customers }, (_, index) => `${npi(index)},1,Family ${index},Given`);
  return `${[header, ...rows].join('\n')}\n`;
}

function calls(key: string, rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const at = new Date(Date.UTC(2025, 0, 1) + row * 7_200_000).toISOString();
    return `${key}-${row},held,${at},${npi(row % customers)},${5 + (row % 40)}`;
  });
  return `call_id,status,date,npi,minutes\n${lines.join('\n')}\n`;
}
