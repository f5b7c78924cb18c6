import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What belongs to a record and goes with its corrections. */
export class RecordParts1790000000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Each 'kind key' of the same source, as the last body named them; null when it named none.
      alter table core.intake_claim add column parts text[];
      -- When a correction no longer spoke of it; null while it stands.
      alter table core.need add column withdrawn_at timestamptz(3);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table core.need drop column withdrawn_at;
      alter table core.intake_claim drop column parts;
    `);
  }
}
