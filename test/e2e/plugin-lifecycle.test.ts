import { join } from 'node:path';
import pino from 'pino';
import { readConfig } from '../../src/config';
import { openPlatform } from '../../src/open-platform';
import type { IntakeRecord } from '../../src/sdk';
import { createTestDatabase, testPool } from '../../src/testing';
import { type CommandProcess, commandProcess } from '../helpers/command-process';
import { type OperatorFolder, operatorFolder, writeMemoPlugin } from '../helpers/plain-plugin';

jest.setTimeout(180_000);

const first = {
  version: '1.0.0',
  amount: 1,
  migrations: {
    '1790000000001-page':
      'create table page (id int generated always as identity primary key, customer_id bigint references core.customer on delete cascade, text text)',
  },
};
const second = {
  version: '1.1.0',
  amount: 2,
  migrations: { ...first.migrations, '1790000000002-shout': 'update page set text = upper(text)' },
};

let stored: Awaited<ReturnType<typeof createTestDatabase>>;
let folder: OperatorFolder;
let commands: CommandProcess;
const privacyKey = 'a secret of the operator, for tests only';

beforeAll(async () => {
  stored = await createTestDatabase();
  folder = operatorFolder(stored.url, { RAPPORT_PRIVACY_KEY: privacyKey });
  commands = commandProcess({ cwd: folder.path, env: folder.env });
  writeMemoPlugin(join(folder.path, 'memo'), first);
});
afterAll(async () => {
  await commands?.stop();
  folder?.remove();
  await stored?.drop();
});

const sql = <Row extends object>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
  testPool(stored.url, async (pool) => (await pool.query<Row>({ text, values: [...values] })).rows);

async function takeMemos(): Promise<void> {
  const config = readConfig({}, { DATABASE_URL: stored.url });
  const platform = await openPlatform(config, {
    plugins: [{ use: join(folder.path, 'memo') }],
    log: pino({ level: 'silent' }),
  });
  try {
    const person = (key: string) => ({ system: 'crm', value: key });
    const records = ['ana', 'ben'].flatMap((key): readonly IntakeRecord[] => [
      {
        ...({ kind: 'customer', source: 't', sourceKey: key, customerKind: 'professional' } as const),
        ...{ identifiers: [person(key)], name: { given: key, family: 'Lund' } },
      },
      {
        ...({ kind: 'interaction', source: 't', sourceKey: `memo-${key}`, type: 'memo.taken' } as const),
        ...{ customer: [person(key)], occurredAt: new Date().toISOString(), details: { lines: 3 } },
      },
      {
        ...({ kind: 'consent', source: 't', sourceKey: `consent-${key}`, state: 'granted' } as const),
        ...{ customer: [person(key)], channel: 'memo', proof: { how: 'form' }, validFrom: '2026-01-01T00:00:00Z' },
      },
    ]);
    const items = records.map((record, index) => ({ record, position: { line: index + 1 } }));
    const { counts } = await platform.ingest.take(items, { id: 'test', repeats: 'correct', snapshots: 'now' });
    expect(counts).toMatchObject({ accepted: 6 });
  } finally {
    await platform.close();
  }
  await sql(`insert into plugin_memo.page (customer_id, text) select id, 'quiet' from core.customer`);
}

const amounts = async (): Promise<readonly number[]> =>
  (await sql<{ amount: number }>('select amount from core.contribution where retracted_at is null')).map(
    ({ amount }) => amount,
  );
const values = async (): Promise<readonly number[]> =>
  (await sql<{ rvi: number }>('select rvi from core.customer_value order by customer_id')).map(({ rvi }) => rvi);
const tables = async (): Promise<number> =>
  (await sql(`select from pg_tables where schemaname = 'plugin_memo'`)).length;

describe('rapport plugin', () => {
  it('tells what an installation would do, and does nothing', async () => {
    const told = await commands.rapport('plugin', 'install', './memo', '--policy', 'required', '--dry-run');
    expect(told.stdout).toContain('+   {"use":"./memo","id":"memo","policy":"required"}');
    expect(told.stdout).toContain('migration memo/1790000000001-page');
    expect(told.stdout).toContain('Would install memo 1.0.0. Nothing was changed.');
    expect([told.code, folder.list(), await tables()]).toEqual([0, [], 0]);
  });

  it('does not install what cannot run', async () => {
    writeMemoPlugin(join(folder.path, 'late'), { ...first, engine: '^9.0.0' });
    const told = await commands.rapport('plugin', 'install', './late');
    expect(told.stdout).toContain('PLUGIN_ENGINE_MISMATCH');
    expect([told.code, folder.list()]).toEqual([1, []]);
  });

  it('does not install what cannot make its tables', async () => {
    writeMemoPlugin(join(folder.path, 'late'), {
      ...first,
      migrations: { '1790000000001-page': 'create tabel page ()' },
    });
    const told = await commands.rapport('plugin', 'install', './late');
    expect(told.stdout).toContain('MIGRATION_FAILED');
    expect([told.code, folder.list()]).toEqual([1, []]);
  });

  it('installs a plugin with its tables, once', async () => {
    const told = await commands.rapport('plugin', 'install', './memo');
    expect([told.code, folder.list()]).toEqual([0, [{ use: './memo', id: 'memo' }]]);
    expect(await tables()).toBe(2);
    const again = await commands.rapport('plugin', 'install', './memo');
    expect([again.code, again.stderr]).toEqual([
      1,
      expect.stringMatching(/is on the list already.* written into .*plugins\.json/),
    ]);
    await takeMemos();
    expect(await amounts()).toEqual([1, 1]);
  });

  it('switches it off and on again', async () => {
    const dry = await commands.rapport('plugin', 'disable', 'memo', '--dry-run');
    expect(dry.stdout).toContain('+   {"use":"./memo","id":"memo","enabled":false}');
    expect(folder.list()).toEqual([{ use: './memo', id: 'memo' }]);
    expect((await commands.rapport('plugin', 'disable', 'memo')).code).toBe(0);
    expect(folder.list()).toEqual([{ use: './memo', id: 'memo', enabled: false }]);
    const listed = await commands.rapport('plugins', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject([{ id: 'memo', state: 'disabled', contributions: { tables: [] } }]);
    expect((await commands.rapport('plugin', 'enable', 'memo')).code).toBe(0);
    expect(folder.list()).toEqual([{ use: './memo', id: 'memo' }]);
    expect(await amounts()).toEqual([1, 1]);
  });

  it('upgrades it: data are migrated, and contacts scored again by the new hook', async () => {
    const before = await values();
    writeMemoPlugin(join(folder.path, 'memo'), second);
    const dry = await commands.rapport('plugin', 'upgrade', 'memo', '--dry-run');
    expect(dry.stdout.split('\n')).toEqual([
      'memo 1.0.0 -> 1.1.0',
      'migration memo/1790000000002-shout',
      'scoring hook: another; contacts will be scored again',
      'Nothing was changed.',
      '',
    ]);
    expect(await amounts()).toEqual([1, 1]);

    const told = await commands.rapport('plugin', 'upgrade', 'memo');
    expect(told.stdout).toContain('recalculation from hooks finished: 2 customers, 2 contributions');
    expect(told.stdout).toContain('Upgraded memo to 1.1.0');
    expect(await amounts()).toEqual([2, 2]);
    expect(await sql('select distinct text from plugin_memo.page')).toEqual([{ text: 'QUIET' }]);
    const after = await values();
    expect(after.every((value, index) => value > (before[index] ?? Number.NaN))).toBe(true);
  });

  it('says in a dry run, and beside the database, whatever the real run would refuse', async () => {
    const index = join(folder.path, 'memo');
    const upgrade = ['plugin', 'upgrade', 'memo'];
    const refused = async (code: string, ...lines: readonly (readonly string[])[]): Promise<void> => {
      for (const words of lines) {
        const told = await commands.rapport(...words);
        expect([words, told.code, told.stdout]).toEqual([words, 1, expect.stringContaining(code)]);
      }
    };
    writeMemoPlugin(index, { ...second, amount: 3 });
    await refused('HOOK_CHANGED_WITHOUT_VERSION', upgrade, [...upgrade, '--dry-run']);
    const alone = await commands.rapport('check-plugin', './memo');
    expect([alone.code, alone.stdout]).toEqual([0, expect.stringContaining('whether the hook says what this version')]);
    writeMemoPlugin(index, {
      ...second,
      migrations: { ...second.migrations, '1790000000003-oops': 'drop table nowhere' },
    });
    await refused('MIGRATION_FAILED', [...upgrade, '--dry-run'], ['check-plugin', './memo', '--database']);
    expect([await amounts(), await tables()]).toEqual([[2, 2], 2]);
    writeMemoPlugin(index, second);
  });

  it('does not go back to an older version', async () => {
    writeMemoPlugin(join(folder.path, 'memo'), first);
    const told = await commands.rapport('plugin', 'upgrade', 'memo');
    expect([told.code, told.stderr]).toEqual([1, expect.stringContaining('memo 1.1.0 has run here')]);
    writeMemoPlugin(join(folder.path, 'memo'), second);
  });

  it('uninstalls it without its data', async () => {
    expect((await commands.rapport('plugin', 'uninstall', 'memo')).code).toBe(0);
    expect([folder.list(), await amounts(), await tables()]).toEqual([[], [2, 2], 2]);
  });

  it('does not remove data of a plugin that a process runs', async () => {
    const running = await openPlatform(readConfig({}, { DATABASE_URL: stored.url }), {
      plugins: [{ use: join(folder.path, 'memo') }],
      log: pino({ level: 'silent' }),
    });
    try {
      const dry = await commands.rapport('plugin', 'uninstall', 'memo', '--with-data', '--dry-run');
      expect([dry.code, dry.stdout]).toEqual([
        1,
        expect.stringMatching(/PLUGIN_RUNNING: .*\nNothing was changed\.\n$/),
      ]);
      const told = await commands.rapport('plugin', 'uninstall', 'memo', '--with-data');
      expect([told.code, told.stderr]).toEqual([1, expect.stringMatching(/^PLUGIN_RUNNING: .*--without memo/)]);
    } finally {
      await running.close();
    }
    expect([await amounts(), await tables()]).toEqual([[2, 2], 2]);
  });

  it('does not remove data that a legal hold keeps, and says so in a dry run', async () => {
    await sql(`insert into core.legal_hold (customer_id, id, areas, reason, placed_by, placed_at)
      select min(id), gen_random_uuid(), '{contacts}', 'case 7', 'test', now() from core.customer`);
    const dry = await commands.rapport('plugin', 'uninstall', 'memo', '--with-data', '--dry-run');
    expect([dry.code, dry.stdout]).toEqual([1, expect.stringMatching(/LEGAL_HOLD.*case 7/)]);
    const told = await commands.rapport('plugin', 'uninstall', 'memo', '--with-data');
    expect([told.code, told.stderr]).toEqual([1, expect.stringMatching(/LEGAL_HOLD.*case 7/)]);
    expect([await amounts(), await tables()]).toEqual([[2, 2], 2]);
    await sql('update core.legal_hold set released_at = now()');
  });

  it('removes everything it brought in, with a receipt, and computes values without it', async () => {
    const dry = await commands.rapport('plugin', 'uninstall', 'memo', '--with-data', '--dry-run');
    expect(dry.stdout).toMatch(/ 2 {2}core\.interaction\n/);
    expect(dry.stdout).toMatch(/ 2 {2}core\.consent\n/);
    expect(await amounts()).toEqual([2, 2]);

    const told = await commands.rapport('plugin', 'uninstall', 'memo', '--with-data', '--by', 'the operator');
    expect(told.stdout).toContain('removed its data of 2 customers');
    const left = await sql<{ name: string; rows: number }>(`
      select 'interaction' as name, count(*)::int as rows from core.interaction
      union all select 'contribution', count(*)::int from core.contribution
      union all select 'bucket', count(*)::int from core.bucket
      union all select 'consent', count(*)::int from core.consent
      union all select 'rollup', count(*)::int from core.rollup_customer_month
      union all select 'measure', count(*)::int from core.rollup_measure_month
      union all select 'group', coalesce(sum(entries), 0)::int from core.contact_group_state
      union all select 'claim', count(*)::int from core.intake_claim where kind in ('interaction', 'consent')
      union all select 'schema', count(*)::int from pg_namespace where nspname = 'plugin_memo'
      union all select 'known', count(*)::int from core.plugin where id = 'memo'`);
    expect(left.filter(({ rows }) => rows > 0)).toEqual([]);
    expect((await sql('select from core.customer')).length).toBe(2);
    expect((await values()).every((value) => value === 0)).toBe(true);
    const [removal] = await sql<{ removed: object; receipt: { document: string }; requested_by: string }>(
      'select removed, receipt, requested_by from core.plugin_removal',
    );
    expect(removal).toMatchObject({
      requested_by: 'the operator',
      removed: { 'core.interaction': 2, 'core.contribution': 2, 'plugin_memo.page': 1 },
      receipt: { signature: expect.any(String), keyId: expect.any(String) },
    });
    expect(JSON.parse(removal?.receipt.document ?? '{}')).toMatchObject({ plugin: 'memo', removed: removal?.removed });
  });

  it('names what is on the list when something is not', async () => {
    const told = await commands.rapport('plugin', 'disable', 'fax');
    expect([told.code, told.stderr]).toEqual([1, expect.stringContaining('The list has no plugin fax. It has: none.')]);
  });
});
