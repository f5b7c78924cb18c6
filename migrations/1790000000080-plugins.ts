import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which plugins have run here, and what was removed of those that were uninstalled with their data. */
export class Plugins1790000000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.plugin (
        id text primary key,
        title text not null,
        version text not null,
        first_started_at timestamptz(3) not null,
        -- Of this version.
        started_at timestamptz(3) not null
      );
      comment on table core.plugin is 'reference';

      create table core.plugin_removal (
        id uuid primary key,
        plugin text not null,
        requested_by text not null,
        requested_at timestamptz(3) not null,
        -- The last customer that has been dealt with, and the last there is.
        position bigint not null default 0,
        last_customer_id bigint not null,
        customers_done bigint not null default 0,
        -- Rows that went, by table.
        removed jsonb not null default '{}',
        finished_at timestamptz(3),
        -- The exact text that is signed, with signature and key; null without a privacy key.
        receipt jsonb
      );
      create unique index plugin_removal_open on core.plugin_removal (plugin) where finished_at is null;
      comment on table core.plugin_removal is 'local';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table core.plugin_removal; drop table core.plugin');
  }
}
