import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Customers by any part of their name. A server without the module, or an owner of the database who may not add it, goes on
 * without the index: such searches then read all customers, as before.
 */
export class NameParts1790000000065 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$
      declare home text;
      begin
        begin
          create schema if not exists extensions;
          create extension if not exists pg_trgm schema extensions;
        exception when insufficient_privilege or feature_not_supported or undefined_file then
          raise notice 'Searches by a part of a name are slow: the extension pg_trgm cannot be created (%).', sqlerrm;
        end;
        select n.nspname into home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
        if home is not null then
          execute format('create index customer_by_name_part on core.customer using gin (lower(display_name) %I.gin_trgm_ops)', home);
        end if;
      end
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // The extension may serve others.
    await runner.query('drop index if exists core.customer_by_name_part');
  }
}
