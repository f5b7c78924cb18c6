import type { MigrationInterface, QueryRunner } from 'typeorm';

const triggers = [
  ['contact_group', 'insert', 'new'],
  ['contact_group', 'update', 'new'],
  ['contact_group', 'delete', 'old'],
  ['contact_group_change', 'update', 'new'],
  ['contact_group_change', 'delete', 'old'],
] as const;

/**
 * A version of the groups of contacts that changes with whatever happens to them, except that changes are appended: these
 * are only ever more until the version changes, so that the version and their number tell whether figures are still the same.
 * Whoever appends hence waits for nobody; the version is written when changes are added up, by one job.
 */
export class ContactGroupVersion1790000000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.contact_group_version (
        -- There is one row.
        only_one boolean primary key check (only_one),
        -- At random, so that a restored database does not come to versions that it has had before.
        version uuid not null
      );
      comment on table core.contact_group_version is 'local';
      insert into core.contact_group_version (only_one, version) values (true, gen_random_uuid());
      create function core.contact_groups_turn() returns trigger language plpgsql as $$
      begin
        if tg_op = 'TRUNCATE' then
          update core.contact_group_version set version = gen_random_uuid();
        elsif exists (select from changed_rows) then
          update core.contact_group_version set version = gen_random_uuid();
        end if;
        return null;
      end
      $$;
    `);
    for (const [table, event, rows] of triggers) {
      await runner.query(`
        create trigger ${table}_turns_on_${event} after ${event} on core.${table} referencing ${rows} table as changed_rows
          for each statement execute function core.contact_groups_turn()`);
    }
    for (const table of ['contact_group', 'contact_group_change']) {
      await runner.query(`
        create trigger ${table}_turns_on_truncate after truncate on core.${table}
          for each statement execute function core.contact_groups_turn()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, event] of [...triggers, ['contact_group', 'truncate'], ['contact_group_change', 'truncate']]) {
      await runner.query(`drop trigger ${table}_turns_on_${event} on core.${table}`);
    }
    await runner.query('drop function core.contact_groups_turn(); drop table core.contact_group_version');
  }
}
