import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendDifferences, createGroupUpkeep, dropGroupUpkeep, foldChanges } from '../src/bi/groups/upkeep.sql';

const columns = `
  id bigint generated always as identity primary key,
  -- Which columns tell the rows apart; in the others stands what is there for none.
  breakdown text not null,
  month date not null,
  channel text not null,
  type text not null,
  brand_id integer not null,
  -- Contacts and customers are counted where it is '', costs where it is not.
  cost_currency text not null,
  segment text,
  territory_id integer,
  -- Rows of core.rollup_customer_month: the group exists while there are some.
  entries bigint not null,
  interactions bigint not null,
  cost_minor bigint not null,
  -- Distinct customers.
  customers bigint not null`;

/**
 * Contacts by some breakdowns, so that common questions do not read them customer by customer. Changes are appended, since
 * concurrent batches would wait for each other on a group's row; a job adds them up. The state is the sum of both.
 */
export class ContactGroups1790000000045 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.contact_group (${columns});
      create unique index contact_group_key on core.contact_group
        (breakdown, month, channel, type, brand_id, cost_currency, segment, territory_id) nulls not distinct;
      create table core.contact_group_change (${columns});
      comment on table core.contact_group is 'local';
      comment on table core.contact_group_change is 'local';
      create view core.contact_group_state as
        select breakdown, month, channel, type, brand_id, cost_currency, segment, territory_id, entries, interactions,
          cost_minor, customers
        from core.contact_group
        union all
        select breakdown, month, channel, type, brand_id, cost_currency, segment, territory_id, entries, interactions,
          cost_minor, customers
        from core.contact_group_change;
    `);
    await runner.query(appendDifferences);
    await runner.query(foldChanges);
    await runner.query(createGroupUpkeep());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropGroupUpkeep());
    await runner.query('drop view core.contact_group_state; drop table core.contact_group_change, core.contact_group');
  }
}
