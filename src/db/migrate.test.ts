import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { administer } from '../testing/database-server';
import { serverUrl } from '../testing/server-url';
import { createTestDatabase } from '../testing/test-database';
import { connectDatabase } from './connect';
import { coreMigrations } from './core-migrations';
import { migrate, pendingMigrations } from './migrate';
import { pluginSchema } from './plugin-migrations';

let url: string;
let drop: () => Promise<void>;
afterEach(() => drop());

async function useEmptyDatabase(): Promise<void> {
  const name = `migrate_${randomUUID().replaceAll('-', '')}`;
  await administer(serverUrl(), `create database ${name}`);
  url = `${serverUrl()}/${name}`;
  drop = () => administer(serverUrl(), `drop database ${name} with (force)`);
}

async function useDatabaseWithCore(): Promise<void> {
  ({ url, drop } = await createTestDatabase());
}

const step = (number: number, up: string) => ({ name: `179000000000${number}-step`, up });
const stock = {
  plugin: 'two-words',
  migrations: [
    step(2, 'alter table stock add column left_over int'),
    step(1, 'create table stock (customer_id bigint references core.customer on delete cascade)'),
  ],
};

async function rows(text: string): Promise<readonly object[]> {
  const database = await connectDatabase({ url, poolSize: 1, statementTimeout: 10_000, onFault: () => undefined });
  try {
    return await database.reader().query({ text });
  } finally {
    await database.close();
  }
}

async function pending(): Promise<readonly string[]> {
  const database = await connectDatabase({ url, poolSize: 1, statementTimeout: 10_000, onFault: () => undefined });
  try {
    return await pendingMigrations(database.reader(), [stock]);
  } finally {
    await database.close();
  }
}

describe('migrating an empty database', () => {
  beforeEach(useEmptyDatabase);

  it('runs every file of the migrations folder, in order', () => {
    const files = readdirSync(join(__dirname, '../../migrations')).filter((file) => file.endsWith('.js'));
    const stamps = coreMigrations.map((migration) => /\d{13}$/.exec(migration.name)?.[0]);
    expect(stamps).toEqual(files.map((file) => file.slice(0, 13)).sort());
  });

  it('runs each migration once, the core first and then each plugin in a schema of its own', async () => {
    const first = await migrate(url, [stock]);
    expect(first.applied).toEqual([
      ...coreMigrations.map((migration) => migration.name),
      'two-words/1790000000001-step',
      'two-words/1790000000002-step',
    ]);
    expect(await migrate(url, [stock])).toMatchObject({ applied: [], unknown: [], warnings: [] });
    expect(await rows(`select * from ${pluginSchema('two-words')}.stock`)).toEqual([]);
    expect(await pending()).toEqual([]);
  });

  it('lets starters that come together wait for each other', async () => {
    const reports = await Promise.all([1, 2, 3, 4].map(() => migrate(url, [stock])));
    expect(reports.filter((report) => report.applied.length > 0)).toHaveLength(1);
  });

  it('names the core migration that fails', async () => {
    await administer(serverUrl(), 'select 1');
    const database = await connectDatabase({ url, poolSize: 1, statementTimeout: 10_000, onFault: () => undefined });
    await database.transaction((writer) =>
      writer.execute({ text: 'create schema core; create table core.customer (id int)' }),
    );
    await database.close();
    await expect(migrate(url, [])).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      details: { migration: 'Customers1790000000002' },
    });
  });

  it('says which right the user lacks and what to do', async () => {
    const role = `weak_${randomUUID().replaceAll('-', '')}`;
    await administer(serverUrl(), `create role ${role} login password 'weak'`);
    try {
      const weak = new URL(url);
      weak.username = role;
      weak.password = 'weak';
      await expect(migrate(weak.href, [])).rejects.toMatchObject({
        code: 'MIGRATION_FAILED',
        message: expect.stringMatching(/create schema core .*permission denied.*administrator/),
      });
    } finally {
      await administer(serverUrl(), `drop role ${role}`);
    }
  });
});

describe('migrating a database that has the core', () => {
  beforeEach(useDatabaseWithCore);

  it('names the step of a plugin that fails, keeps the ones before and undoes the failed one', async () => {
    const broken = {
      plugin: 'two-words',
      migrations: [...stock.migrations, step(3, 'create table half (id int); select from nowhere')],
    };
    await expect(migrate(url, [broken])).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringMatching(/two-words\/1790000000003-step did not run: relation "nowhere" does not exist/),
    });
    expect(await rows(`select to_regclass('plugin_two_words.half') as half`)).toEqual([{ half: null }]);
    expect(await rows('select name from plugin_two_words.applied_migration')).toHaveLength(2);
  });

  it('passes on what a step warns of', async () => {
    const warning = { plugin: 'loud', migrations: [step(1, `do $$ begin raise warning 'mind this'; end $$`)] };
    expect((await migrate(url, [warning])).warnings).toEqual(['mind this']);
  });

  it('tells of migrations that only a newer version knows', async () => {
    await migrate(url, []);
    const database = await connectDatabase({ url, poolSize: 1, statementTimeout: 10_000, onFault: () => undefined });
    await database.transaction((writer) =>
      writer.execute({
        text: `insert into core.migration (timestamp, name) values (1800000000000, 'Later1800000000000')`,
      }),
    );
    await database.close();
    expect((await migrate(url, [])).unknown).toEqual(['Later1800000000000']);
  });

  it('goes on without a plugin that may be left out, and keeps the steps that ran', async () => {
    const broken = {
      plugin: 'broken',
      migrations: [step(1, 'create table one (id int)'), step(2, 'create tabel two')],
    };
    const report = await migrate(url, [{ ...broken, whenFailing: 'leave out' }, stock]);
    expect(report.plugins).toMatchObject([
      { plugin: 'broken', fault: { code: 'MIGRATION_FAILED', message: expect.stringContaining('1790000000002-step') } },
      { plugin: 'two-words', fault: null },
    ]);
    expect(report.applied).toContain('two-words/1790000000002-step');
    expect(await rows('select name from plugin_broken.applied_migration')).toEqual([{ name: '1790000000001-step' }]);
  });
});
