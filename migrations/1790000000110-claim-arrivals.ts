import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the body of a key arrived, so that an older one that had to wait does not take its place. */
export class ClaimArrivals1790000000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null: before this was noted.
      alter table core.intake_claim add column arrived_at timestamptz(3);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table core.intake_claim drop column arrived_at');
  }
}
