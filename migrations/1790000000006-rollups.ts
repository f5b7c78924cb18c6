import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures per customer and month, kept up by the intake. Distinct customers stay exact because the customer is in the key. */
export class Rollups1790000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.rollup_customer_month (
        customer_id bigint not null references core.customer on delete cascade,
        month date not null,
        channel text not null,
        type text not null,
        brand_id integer not null default 0,
        -- Amounts of different currencies are never added; '' where no interaction of the row has a cost.
        cost_currency text not null default '',
        -- Contacts: an interaction that stands for n like contacts counts n.
        interactions integer not null,
        cost_minor bigint not null,
        primary key (customer_id, month, channel, type, brand_id, cost_currency)
      );
      create index rollup_customer_month_by_month on core.rollup_customer_month (month, channel);
      create table core.rollup_measure_month (
        customer_id bigint not null references core.customer on delete cascade,
        month date not null,
        measure text not null,
        channel text not null,
        type text not null,
        brand_id integer not null default 0,
        -- numeric, because sums that grow and shrink by corrections must not depend on their order.
        value numeric not null,
        primary key (customer_id, month, measure, channel, type, brand_id)
      );
      -- Which measures merely count contacts; kept in step with the installed plugins at each start.
      create table core.count_measure (
        measure text not null,
        type text not null,
        primary key (measure, type)
      );
      create view core.measure_month as
        select customer_id, month, measure, channel, type, brand_id, value from core.rollup_measure_month
        union all
        select r.customer_id, r.month, m.measure, r.channel, r.type, r.brand_id, r.interactions::numeric
        from core.rollup_customer_month r join core.count_measure m on m.type = r.type;
      comment on table core.count_measure is 'reference';
      comment on table core.rollup_customer_month is 'distributed by customer_id';
      comment on table core.rollup_measure_month is 'distributed by customer_id';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop view core.measure_month; drop table core.count_measure, core.rollup_measure_month, core.rollup_customer_month',
    );
  }
}
