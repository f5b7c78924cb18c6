import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs over the whole population with the place they have reached, and what the consistency check found. */
export class Recalculation1790000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.recalculation (
        id uuid primary key,
        model_hash text not null references core.value_model,
        source text not null check (source in ('buckets', 'log', 'hooks')),
        state text not null check (state in ('running', 'finished', 'superseded')),
        -- The instant all values of the run are computed at.
        computed_for timestamptz(3) not null,
        -- Customers up to this id are done; the run ends at last_customer_id.
        position bigint not null default 0,
        last_customer_id bigint not null,
        customers_total integer not null,
        customers_done integer not null default 0,
        values_changed integer not null default 0,
        buckets_changed integer not null default 0,
        contributions_changed integer not null default 0,
        requested_by text not null,
        started_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        finished_at timestamptz(3)
      );
      create index recalculation_latest on core.recalculation (started_at desc, id desc);

      create table core.consistency_incident (
        customer_id bigint not null references core.customer on delete cascade,
        id uuid not null,
        found_at timestamptz(3) not null,
        what text not null check (what in ('interaction', 'contribution', 'bucket')),
        signal text not null,
        subject text not null,
        expected text,
        found text,
        primary key (customer_id, id)
      );
      create index consistency_incident_latest on core.consistency_incident (found_at desc, id desc);

      comment on table core.recalculation is 'local';
      comment on table core.consistency_incident is 'distributed by customer_id';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table core.consistency_incident, core.recalculation');
  }
}
