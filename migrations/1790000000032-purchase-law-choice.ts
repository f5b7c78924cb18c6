import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A fit keeps the law that was not chosen, and why. Fits of before have neither. */
export class PurchaseLawChoice1790000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table core.purchase_fit add column alternative jsonb, add column choice text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table core.purchase_fit drop column choice, drop column alternative');
  }
}
