import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures of patients and consumers are off, unless a documented lawful basis switches them on per country. */
export class LawfulBases1790000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.lawful_basis (
        country text primary key check (country ~ '^[A-Z]{2}$'),
        basis text not null check (basis <> '')
      );
      comment on table core.lawful_basis is 'reference';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table core.lawful_basis');
  }
}
