import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What waits because a plugin failed: when it is tried again, and whether it was given up. */
export class PluginFailures1790000000085 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- plugin: whose failure it waits for. failures: how often it failed on this. dead_at: given up until somebody replays it.
      alter table core.intake_set_aside
        add column plugin text,
        add column failures integer not null default 0,
        add column retry_at timestamptz(3),
        add column dead_at timestamptz(3);
      create index intake_set_aside_of_plugin on core.intake_set_aside (plugin, received_at, line, id)
        where plugin is not null and resolved_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table core.intake_set_aside drop column plugin, drop column failures, drop column retry_at, drop column dead_at
    `);
  }
}
