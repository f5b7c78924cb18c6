import type { MigrationInterface, QueryRunner } from 'typeorm';
import { biRole, biViews, createBiSchema, grantBiRole } from '../src/bi/views.sql';
import { firstCustomerView } from './1790000000007-bi';

/** The customers of the BI views with the whole value: index, grade, components, model and instant. */
export class BiValue1790000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createBiSchema());
    await runner.query(grantBiRole(biRole));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(createBiSchema({ ...biViews, customer: firstCustomerView }));
    await runner.query(grantBiRole(biRole));
  }
}
