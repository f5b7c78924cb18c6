import type { MigrationInterface, QueryRunner } from 'typeorm';
import { biRole, biViews, createBiSchema, grantBiRole } from '../src/bi/views.sql';

/** The customers as they could be shown while engagement was the only component. */
export const firstCustomerView = {
  comment: 'Customers without names and contact data: what they are, where they belong, what they are worth.',
  sql: `select c.id as customer_id, c.kind, c.status, c.specialty, c.segment, t.code as territory, t.name as territory_name,
      c.country, v.engagement, v.grade, v.computed_at as value_computed_at
    from core.customer c
    left join core.territory t on t.id = c.territory_id
    left join core.customer_value v on v.customer_id = c.id`,
};

/** The views for BI tools with their read-only role. The role belongs to the server, not to the database: it stays on the way down. */
export class Bi1790000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createBiSchema({ ...biViews, customer: firstCustomerView }));
    await runner.query(grantBiRole(biRole));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema bi cascade');
  }
}
