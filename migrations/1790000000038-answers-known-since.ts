import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An answer may be dated back: what was known before it came in must stay as it was. */
export class AnswersKnownSince1790000000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- When we learned of the answer; null while there is none, or when that was at once.
      alter table core.need add column answer_recorded_at timestamptz(3);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table core.need drop column answer_recorded_at');
  }
}
