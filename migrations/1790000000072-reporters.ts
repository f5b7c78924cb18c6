import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who reported a record, so that nobody corrects what somebody else has reported. */
export class Reporters1790000000072 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Key of the principal that may correct its own reports only. Null: a system, or whoever may correct everything.
      alter table core.intake_claim add column reported_by text;
      alter table core.intake_set_aside add column reported_by text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table core.intake_set_aside drop column reported_by;
      alter table core.intake_claim drop column reported_by;
    `);
  }
}
