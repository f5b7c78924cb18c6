import type { MigrationInterface, QueryRunner } from 'typeorm';
import { biTableGrants, createBiRowRules, dropBiRowRules } from '../src/bi/row-rules.sql';
import { biRole } from '../src/bi/views.sql';

/** BI tools see what `core.bi_reader` names for their database role, and nothing while it names nothing. */
export class BiRowRules1790000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Codes; * stands for all, null for none.
      create table core.bi_reader (
        role_name text primary key,
        territories text[],
        countries text[],
        brands text[],
        consumers boolean not null default false
      );
      comment on table core.bi_reader is 'reference';
    `);
    await runner.query(createBiRowRules());
    await runner.query(`do $$
      begin
        ${biTableGrants(biRole)};
      exception
        when undefined_object or insufficient_privilege then
          raise warning 'The role ${biRole} cannot read the views of schema bi yet. Ask an administrator to run: ${biTableGrants(biRole)};';
      end
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropBiRowRules());
    await runner.query(`do $$
      begin
        revoke all on all tables in schema core from ${biRole};
        revoke usage on schema core from ${biRole};
      exception when undefined_object then null;
      end
      $$`);
    await runner.query('drop table core.bi_reader');
  }
}
