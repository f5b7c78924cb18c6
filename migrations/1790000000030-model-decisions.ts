import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who decided what about value models and on which comparison, what hooks said to their samples, and the shape of each customer's buckets. */
export class ModelDecisions1790000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table core.value_model
        add column base_hash text references core.value_model,
        add column created_by text,
        add column note text;

      create table core.value_model_decision (
        id uuid primary key,
        model_hash text not null references core.value_model,
        decision text not null check (decision in ('approved', 'retired')),
        decided_at timestamptz(3) not null,
        decided_by text not null,
        -- The version in force before an approval; null for the first one.
        previous_hash text references core.value_model,
        -- What an approval changes, customer by customer in figures; null where no person decided.
        comparison jsonb
      );
      create index value_model_decision_of_model on core.value_model_decision (model_hash, decided_at);

      -- What the hook of a plugin version answered to the declared samples; another answer needs another version.
      create table core.hook_fixture (
        plugin text not null,
        version text not null,
        digest text not null,
        seen_at timestamptz(3) not null,
        primary key (plugin, version)
      );

      -- Half-lives, daily caps and zone that the customer's log and buckets are written in; null: nothing was written yet.
      alter table core.customer_value add column bucket_shape text;

      comment on table core.value_model_decision is 'reference';
      comment on table core.hook_fixture is 'reference';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table core.customer_value drop column bucket_shape;
      drop table core.hook_fixture, core.value_model_decision;
      alter table core.value_model drop column base_hash, drop column created_by, drop column note;
    `);
  }
}
