import type { MigrationInterface, QueryRunner } from 'typeorm';
import { biRole, createBiSchema, grantBiRole } from '../src/bi/views.sql';

/** The views for BI tools with their read-only role. The role belongs to the server, not to the database: it stays on the way down. */
export class Bi1790000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createBiSchema());
    await runner.query(grantBiRole(biRole));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema bi cascade');
  }
}
