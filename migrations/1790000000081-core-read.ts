import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What plugins may be let read of the core, under database roles of their own: no names, no addresses, no money. Of contacts
 * a role sees those of its own plugin: `plugin_us_open_data` those whose type begins with `us-open-data.`.
 */
export class CoreRead1790000000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema core_read;
      create view core_read.customer as
        select id, kind, status, country, territory_id from core.customer;
      create view core_read.customer_identifier as
        select customer_id, system, value from core.customer_identifier;
      create view core_read.interaction with (security_barrier) as
        select customer_id, id, type, channel, direction, occurred_at, recorded_at, count, brand_id, actor_id, content_id,
          source, source_key, details
        from core.interaction
        where retracted_at is null and filtered_code is null
          and 'plugin_' || replace(split_part(type, '.', 1), '-', '_') = current_user::text;
      create view core_read.brand as select id, code, name from core.brand;
      create view core_read.territory as select id, code, name, parent_id from core.territory;
      create view core_read.team_member as select id, code, name from core.team_member;
      create view core_read.content as select id, code, title, brand_id from core.content;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema core_read cascade');
  }
}
