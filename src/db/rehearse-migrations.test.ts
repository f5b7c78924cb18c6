import { randomUUID } from 'node:crypto';
import { type TestDatabase, testDatabase } from '../testing';
import { pluginSchema } from './plugin-schema';
import { rehearseMigrations } from './rehearse-migrations';

/** Roles belong to the server, which other tests use as well. */
const unique = (): string => `try-${randomUUID().slice(0, 8)}`;
const [sound, faulty, last] = [unique(), unique(), unique()];
const note = 'create table note (customer_id bigint references core.customer on delete cascade, text text)';
const steps = (...ups: readonly string[]) => ups.map((up, index) => ({ name: `179000000000${index + 1}-step`, up }));

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('a rehearsal of migrations', () => {
  it('tells which plugins would fail and why, one after the other, and leaves nothing behind', async () => {
    const outcomes = await rehearseMigrations(database.dataSource, [
      { plugin: sound, migrations: steps(note, 'alter table note add column title text'), reads: ['customer'] },
      { plugin: faulty, migrations: steps(note, 'alter table nowhere add column title text') },
      { plugin: last, migrations: steps('select count(*) from core.customer; reset role') },
    ]);
    expect(outcomes.map(({ plugin, fault }) => [plugin, fault?.message ?? null])).toEqual([
      [sound, null],
      [faulty, expect.stringContaining(`${faulty}/1790000000002-step did not run: relation "nowhere" does not exist`)],
      [last, expect.stringContaining('takes another role or ends the transaction')],
    ]);
    const names = [sound, faulty, last].map(pluginSchema);
    expect(
      await database.reader().query({
        text: `select nspname as name from pg_namespace where nspname = any($1)
          union all select rolname from pg_roles where rolname = any($1)`,
        values: [names],
      }),
    ).toEqual([]);
  });
});
