import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every stored value holds all components, and lists are ranked by the index. Values stored before are outdated. */
export class ValueComponents1790000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update core.customer_value set dirty = true, reciprocity = coalesce(reciprocity, 0), service = coalesce(service, 0),
        durability = coalesce(durability, 0), money = coalesce(money, 0), rvi = coalesce(rvi, 0);
      alter table core.customer_value
        alter column reciprocity set default 0, alter column reciprocity set not null,
        alter column service set default 0, alter column service set not null,
        alter column durability set default 0, alter column durability set not null,
        alter column money set default 0, alter column money set not null,
        alter column rvi set default 0, alter column rvi set not null;
      drop index core.customer_value_ranking;
      create index customer_value_ranking on core.customer_value (rvi desc, customer_id desc);
      -- Withdrawn contributions count for what was known on an earlier day.
      create index contribution_history on core.contribution (customer_id, occurred_at) where retracted_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index core.contribution_history;
      drop index core.customer_value_ranking;
      create index customer_value_ranking on core.customer_value (engagement desc, customer_id desc);
      alter table core.customer_value
        alter column reciprocity drop not null, alter column reciprocity drop default,
        alter column service drop not null, alter column service drop default,
        alter column durability drop not null, alter column durability drop default,
        alter column money drop not null, alter column money drop default,
        alter column rvi drop not null, alter column rvi drop default;
    `);
  }
}
