import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log of contributions under one key, in which an event's instant comes before its id. Nearly all questions are of a customer
 * and a time, and the index for them was written row by row beside the key: 14.6 instead of 10 ms of processor time per
 * 2 000 rows. An event has one instant, another body is another event; whoever has only its id finds it among its customer's.
 */
export class ContributionsByTime1790000000112 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table core.contribution drop constraint contribution_pkey;
      alter table core.contribution add primary key (customer_id, occurred_at, event_id, ordinal);
      drop index core.contribution_by_time;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table core.contribution drop constraint contribution_pkey;
      alter table core.contribution add primary key (customer_id, event_id, ordinal);
      create index contribution_by_time on core.contribution (customer_id, occurred_at) where retracted_at is null;
    `);
  }
}
