import type { MigrationInterface, QueryRunner } from 'typeorm';
import { AwaitedCustomers1790000000035 } from '../../migrations/1790000000035-awaited-customers';
import { type TestDatabase, testDatabase } from '../testing';
import { coreMigrations } from './core-migrations';

/** The first tables are only dropped with the database; what came later can be taken back step by step. */
const undoable = coreMigrations.filter((migration) => migration.name.slice(-13) >= '1790000000020');

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const rows = (text: string) => database.reader().query({ text });
const run = (migration: new () => MigrationInterface, way: 'up' | 'down') =>
  database.transaction(async (writer) => {
    const runner = { query: (text: string) => writer.query({ text }) } as unknown as QueryRunner;
    await new migration()[way](runner);
  });

/** Without places: a column that is added again stands last. */
const shape = () =>
  rows(`
    select 'column' as what, table_schema || '.' || table_name || '.' || column_name as name,
      concat_ws(' ', data_type, is_nullable, column_default) as said
    from information_schema.columns where table_schema in ('core', 'bi')
    union all select 'index', schemaname || '.' || indexname, indexdef from pg_indexes where schemaname in ('core', 'bi')
    union all select 'view', schemaname || '.' || viewname, definition from pg_views where schemaname in ('core', 'bi')
    union all select 'option', relname, array_to_string(reloptions, ',') from pg_class
      where relnamespace in ('core'::regnamespace, 'bi'::regnamespace) and reloptions is not null
    union all select 'check', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'core'::regnamespace and contype <> 'n'
    order by 1, 2, 3`);

it('can be undone and done again and leave the same tables, indexes and views', async () => {
  const before = await shape();
  for (const migration of undoable.toReversed()) await run(migration, 'down');
  expect(await shape()).not.toEqual(before);
  for (const migration of undoable) await run(migration, 'up');
  expect(await shape()).toEqual(before);
}, 60_000);

it('tell waiting records that were kept before by the customers they wait for', async () => {
  await run(AwaitedCustomers1790000000035, 'down');
  const keep = (key: string, code: string, record: object, resolved = false) =>
    database.transaction((writer) =>
      writer.execute({
        text: `insert into core.intake_set_aside (id, disposition, door, code, reason, source, source_key, line, record,
            received_at, resolved_at, resolution)
          values (gen_random_uuid(), 'waiting', 'mutation', $2, 'r', 's', $1, 1, $3, now(),
            case when $4 then now() end, case when $4 then 'accepted' end)`,
        values: [key, code, JSON.stringify(record), resolved],
      }),
    );
  const crm = (value: string) => ({ system: 'crm', value });
  await keep('contact', 'CUSTOMER_UNKNOWN', { kind: 'interaction', customer: [crm('a'), crm('b')] });
  await keep('tie', 'CUSTOMER_UNKNOWN', { kind: 'affiliation', customer: [crm('a')], other: [crm('z')] });
  await keep('brand', 'BRAND_UNKNOWN', { kind: 'interaction', customer: [crm('a')] });
  await keep('done', 'CUSTOMER_UNKNOWN', { kind: 'need', customer: [crm('a')] }, true);
  await keep('odd', 'CUSTOMER_UNKNOWN', { kind: 'need', customer: 'nobody' });
  await run(AwaitedCustomers1790000000035, 'up');
  expect(await rows('select source_key as key, waits_for from core.intake_set_aside order by 1')).toEqual([
    { key: 'brand', waits_for: null },
    { key: 'contact', waits_for: ['crm a', 'crm b'] },
    { key: 'done', waits_for: null },
    { key: 'odd', waits_for: [] },
    { key: 'tie', waits_for: ['crm a', 'crm z'] },
  ]);
});
