import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An affiliation is stored once and belongs to two customers: the view shows it from either side. */
export class AffiliationSides1790000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create view core.affiliation_side as
      select customer_id, id, other_customer_id, 'from'::text as side, role, since, until, source, source_key
        from core.affiliation
      union all
      select other_customer_id, id, customer_id, 'to'::text, role, since, until, source, source_key
        from core.affiliation;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view core.affiliation_side');
  }
}
