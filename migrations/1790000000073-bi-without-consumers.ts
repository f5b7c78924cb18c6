import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createBiRowRules, dropBiRowRules } from '../src/bi/row-rules.sql';

/** Patients and consumers leave the views for BI tools, which show facts per customer: nobody can be granted them any more. */
export class BiWithoutConsumers1790000000073 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(dropBiRowRules());
    await runner.query('alter table core.bi_reader drop column consumers');
    await runner.query(createBiRowRules());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table core.bi_reader add column consumers boolean not null default false');
  }
}
