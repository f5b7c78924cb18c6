import { randomUUID } from 'node:crypto';
import type { CoreView } from '../sdk';
import { administer } from '../testing/database-server';
import { serverUrl } from '../testing/server-url';
import { createTestDatabase } from '../testing/test-database';
import { connectDatabase } from './connect';
import type { Database } from './database';
import { migrate } from './migrate';
import { asPlugin } from './plugin-handle';

/** Roles belong to the server, which other tests use as well. */
const unique = (): string => `own-${randomUUID().slice(0, 8)}`;
const [own, other] = [unique(), unique()];
const [ownSchema, otherSchema] = [own, other].map((id) => `plugin_${id.replaceAll('-', '_')}`);

const step = (up: string) => [{ name: '1790000000001-step', up }];
const note = step('create table note (customer_id bigint references core.customer on delete cascade, text text)');
const reads: readonly CoreView[] = ['customer', 'interaction'];

let stored: Awaited<ReturnType<typeof createTestDatabase>>;
let database: Database;

beforeAll(async () => {
  stored = await createTestDatabase();
  await migrate(stored.url, [
    { plugin: own, migrations: note, reads },
    { plugin: other, migrations: note },
  ]);
  database = await connectDatabase({
    url: stored.url,
    poolSize: 4,
    statementTimeout: 10_000,
    onFault: () => undefined,
  });
  await database.transaction((writer) =>
    writer.execute({
      text: `with c as (
          insert into core.customer (kind, display_name, given_name, created_at, updated_at)
          values ('professional', 'Ana Lund', 'Ana', now(), now()) returning id
        ), i as (
          insert into core.interaction (customer_id, id, type, channel, direction, occurred_at, recorded_at, source,
            source_key, details)
          select id, gen_random_uuid(), t, 'c', 'in', now(), now(), 's', t, '{}' from c, unnest($1::text[]) as t
        )
        insert into ${otherSchema}.note select id, 'secret' from c`,
      values: [[`${own}.heard`, `${other}.heard`]],
    }),
  );
});
afterAll(async () => {
  await database.close();
  await stored.drop();
  for (const schema of [ownSchema, otherSchema]) await administer(serverUrl(), `drop role ${schema}`);
});

const forbidden = [
  ['reads customers', 'select * from core.customer'],
  ['reads what others are told of their contacts', 'select * from core.interaction'],
  ['changes a customer', `update core.customer set given_name = 'Eve'`],
  ['reads a view it did not ask for', 'select * from core_read.customer_identifier'],
  ['reads the tables of another plugin', `select * from ${otherSchema}.note`],
  ['writes into the list of its steps', `insert into ${ownSchema}.applied_migration (name) values ('x')`],
  ['makes a schema', 'create schema elsewhere'],
  ['reads secrets of the server', 'select * from pg_authid'],
] as const;

describe('a plugin with tables', () => {
  it.each(forbidden)('is refused when a migration %s', async (_what, up) => {
    const hostile = { plugin: own, migrations: [...note, { name: '1790000000002-hostile', up }], reads };
    await expect(migrate(stored.url, [hostile])).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringMatching(/1790000000002-hostile did not run: permission denied/),
    });
  });

  it.each(forbidden)('is refused when a job %s', async (_what, text) => {
    const attempt = database.transaction((writer) => asPlugin(writer, own, (mine) => mine.execute({ text })));
    await expect(attempt).rejects.toThrow(/permission denied/);
  });

  it.each(forbidden.slice(0, 5))('is refused when a loader %s', async (_what, text) => {
    const reader = database.reader();
    await expect(reader.as?.(own).query({ text })).rejects.toThrow(/permission denied|read-only/);
  });

  it.each([
    'reset role; select * from core.customer',
    'set local role none',
    'SET SESSION AUTHORIZATION DEFAULT',
    `select set_config('role', 'none', true)`,
    'commit; select * from core.customer',
    `do $$ begin reset role; perform * from core.customer; end $$`,
  ])('may not leave its role by %s', async (text) => {
    const attempt = database.transaction((writer) => asPlugin(writer, own, (mine) => mine.execute({ text })));
    await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(database.reader().as?.(own).query({ text })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const migrations = [...note, { name: '1790000000003-escape', up: text }];
    await expect(migrate(stored.url, [{ plugin: own, migrations, reads }])).rejects.toThrow(
      /takes another role or ends/,
    );
  });

  it('may have a column called role', async () => {
    const answer = await database.transaction((writer) =>
      asPlugin(writer, own, async (mine) => {
        await mine.execute({ text: 'create temporary table badge (role text) on commit drop' });
        return mine.execute({ text: `update badge set role = 'guest'` });
      }),
    );
    expect(answer).toBe(0);
  });

  it('writes its own tables, whose customers must exist and take their rows along', async () => {
    const rows = () => database.reader().query({ text: `select text from ${ownSchema}.note` });
    await database.transaction(async (writer) => {
      await asPlugin(writer, own, (mine) =>
        mine.execute({ text: `insert into ${ownSchema}.note select id, 'mine' from core_read.customer` }),
      );
      // The transaction is the platform's again.
      await writer.query({ text: 'select from core.customer' });
    });
    expect(await rows()).toEqual([{ text: 'mine' }]);
    const nobody = database.transaction((writer) =>
      asPlugin(writer, own, (mine) => mine.execute({ text: `insert into ${ownSchema}.note values (-1, 'nobody')` })),
    );
    await expect(nobody).rejects.toThrow(/foreign key/);
    await database
      .transaction(async (writer) => {
        const gone = await writer.execute({ text: 'delete from core.customer' });
        expect(gone).toBe(1);
        expect(await writer.query({ text: `select from ${ownSchema}.note` })).toEqual([]);
        throw new Error('undo');
      })
      .catch((error: Error) => expect(error.message).toBe('undo'));
  });

  it('reads what it asked for: customers without their names, and contacts of its own', async () => {
    const reader = database.reader();
    const read = (text: string) => reader.as?.(own).query({ text });
    expect(await read('select * from core_read.customer')).toEqual([
      { id: expect.any(Number), kind: 'professional', status: 'active', country: null, territory_id: null },
    ]);
    expect(await read('select type from core_read.interaction')).toEqual([{ type: `${own}.heard` }]);
    expect(reader.statements).toBe(2);
    expect(await database.reader().query({ text: 'select current_user = session_user as plain' })).toEqual([
      { plain: true },
    ]);
  });

  it('reads within a unit of work what the unit has written, with its own rights only', async () => {
    await database.unitOfWork(async (writer) => {
      await writer.execute({ text: `insert into ${ownSchema}.note (text) values ('within')` });
      const mine = database.reader().as?.(own) ?? database.reader();
      const found = await mine.query({
        text: `select text from ${ownSchema}.note where text = $1`,
        values: ['within'],
      });
      expect(found).toEqual([{ text: 'within' }]);
      await expect(mine.query({ text: 'select * from core.customer' })).rejects.toThrow(/permission denied/);
      const [, [name]] = await Promise.all([
        mine.query({ text: `select text from ${ownSchema}.note` }),
        database.reader().query({ text: 'select given_name as name from core.customer limit 1' }),
      ]);
      expect(name).toEqual({ name: 'Ana' });
      const [role] = await database.reader().query({ text: 'select current_user = session_user as own' });
      expect(role).toEqual({ own: true });
    });
  });

  it('writes nothing by a reader, within a unit of work either, which itself goes on writing', async () => {
    const text = `insert into ${ownSchema}.note (text) values ('by a reader')`;
    const mine = () => database.reader().as?.(own) ?? database.reader();
    await expect(mine().query({ text })).rejects.toThrow(/read-only transaction/);
    await database.unitOfWork(async (writer) => {
      await expect(mine().query({ text })).rejects.toThrow(/read-only transaction/);
      await expect(mine().query({ text: `set transaction read write; ${text}` })).rejects.toThrow();
      await expect(mine().query({ text: 'set transaction read write' })).rejects.toThrow();
      await writer.execute({ text: `insert into ${ownSchema}.note (text) values ('by the platform')` });
      expect(await mine().query({ text: `select text from ${ownSchema}.note where text like 'by %'` })).toEqual([
        { text: 'by the platform' },
      ]);
    });
  });

  it('loses a view that a later version does not ask for', async () => {
    await migrate(stored.url, [{ plugin: own, migrations: note, reads: ['interaction'] }]);
    await expect(database.reader().as?.(own).query({ text: 'select * from core_read.customer' })).rejects.toThrow(
      /permission denied/,
    );
    await migrate(stored.url, [{ plugin: own, migrations: note, reads }]);
  });

  it('takes over tables that were made before it had a role', async () => {
    await database.transaction((writer) => writer.execute({ text: `create table ${ownSchema}.old (id int)` }));
    await migrate(stored.url, [{ plugin: own, migrations: note, reads }]);
    const owners = await database.reader().query({
      text: `select tablename as table, tableowner as owner from pg_tables where schemaname = $1 order by 1`,
      values: [ownSchema],
    });
    expect(owners).toEqual([
      { table: 'applied_migration', owner: expect.not.stringMatching(/^plugin_/) },
      { table: 'note', owner: ownSchema },
      { table: 'old', owner: ownSchema },
    ]);
  });
});

describe('a user of the database who is no superuser', () => {
  const user = `app_${randomUUID().replaceAll('-', '')}`;
  const plugin = unique();
  const schema = `plugin_${plugin.replaceAll('-', '_')}`;
  const name = `own_${randomUUID().replaceAll('-', '')}`;
  const url = (): string => {
    const given = new URL(`${serverUrl()}/${name}`);
    given.username = user;
    given.password = 'app';
    return given.href;
  };
  const hostile = step('create table copy as select * from core.customer');

  beforeAll(async () => {
    await administer(serverUrl(), `create role ${user} login password 'app'`);
    await administer(serverUrl(), `create database ${name} owner ${user}`);
  });
  afterAll(async () => {
    await administer(serverUrl(), `drop database ${name} with (force)`);
    await administer(serverUrl(), `drop role if exists ${schema}`);
    await administer(serverUrl(), `drop role ${user}`);
  });

  it('and may not make roles is told what to ask for, and the plugin works without one', async () => {
    const { plugins } = await migrate(url(), [{ plugin, migrations: [], reads: ['customer'] }]);
    expect(plugins).toMatchObject([{ fault: null, warnings: [expect.stringContaining('PLUGIN_ROLE_MISSING')] }]);
    expect(plugins[0]?.warnings[0]).toContain(
      `create role ${schema} nologin; grant ${schema} to ${user}; grant usage on schema core, core_read to ${schema};`,
    );
  });

  it('uses a role that an administrator has made', async () => {
    await administer(serverUrl(), `create role ${schema} nologin`);
    await administer(serverUrl(), `grant ${schema} to ${user}`);
    const { plugins } = await migrate(url(), [{ plugin, migrations: [], reads: ['customer'] }]);
    expect(plugins).toMatchObject([{ fault: null, warnings: [] }]);
    await expect(migrate(url(), [{ plugin, migrations: hostile }])).rejects.toThrow(
      /permission denied for table customer/,
    );
  });

  it('makes roles where it may', async () => {
    await administer(serverUrl(), `alter role ${user} createrole`);
    const made = unique();
    const { plugins } = await migrate(url(), [{ plugin: made, migrations: note, reads: ['customer'] }]);
    expect(plugins).toMatchObject([{ fault: null, warnings: [] }]);
    const next = [...note, { name: '1790000000002-hostile', up: 'create table copy as select * from core.customer' }];
    await expect(migrate(url(), [{ plugin: made, migrations: next }])).rejects.toThrow(
      /permission denied for table customer/,
    );
    const mine = await connectDatabase({ url: url(), poolSize: 2, statementTimeout: 10_000, onFault: () => undefined });
    const schemaOfMade = `plugin_${made.replaceAll('-', '_')}`;
    try {
      // The platform's own statements, such as those of the planner, reach the plugin's tables.
      expect(await mine.reader().query({ text: `select * from ${schemaOfMade}.note` })).toEqual([]);
      await expect(mine.reader().as?.(made).query({ text: 'select * from core.customer' })).rejects.toThrow(
        /permission denied/,
      );
    } finally {
      await mine.close();
      await administer(serverUrl(), `drop database ${name} with (force)`);
      await administer(serverUrl(), `drop role ${schemaOfMade}`);
      await administer(serverUrl(), `create database ${name} owner ${user}`);
    }
  });
});
