import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many events of a recalculation keep what was said of them before, because their hook failed. */
export class KeptEvents1790000000111 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table core.recalculation add column events_kept integer not null default 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table core.recalculation drop column events_kept');
  }
}
