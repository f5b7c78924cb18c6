import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What contacts cost, beside the keys: the money of a customer is summed without a visit to the interactions themselves,
 * which lie scattered and were most of the time of a recalculation.
 */
export class TouchCostsByCustomer1790000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index interaction_touch_cost on core.interaction (customer_id, occurred_at)
      include (touch_cost_minor, touch_cost_currency)
      where touch_cost_minor is not null and retracted_at is null and filtered_code is null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index core.interaction_touch_cost');
  }
}
