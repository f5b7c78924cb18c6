import type { MigrationInterface, QueryRunner } from 'typeorm';

const timeline = 'index interaction_timeline on core.interaction (customer_id, occurred_at desc, id desc)';
const live = 'where retracted_at is null';

/**
 * What contacts cost, beside the keys of the timeline: the money of a customer is summed without a visit to the interactions, as by the
 * index of its own that there was, and a contact with a cost is written to one index less.
 */
export class TouchCostsOnTimeline1790000000113 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index core.interaction_timeline, core.interaction_touch_cost;
      create ${timeline} include (touch_cost_minor, touch_cost_currency, filtered_code) ${live};
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index core.interaction_timeline;
      create ${timeline} ${live};
      create index interaction_touch_cost on core.interaction (customer_id, occurred_at)
        include (touch_cost_minor, touch_cost_currency)
        where touch_cost_minor is not null and retracted_at is null and filtered_code is null;
    `);
  }
}
