import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The contribution log, the add-only buckets, adoption evidence, value snapshots and value models. */
export class Value1790000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.value_model (
        hash text primary key,
        name text not null,
        state text not null check (state in ('draft', 'approved', 'retired')),
        document jsonb not null,
        created_at timestamptz(3) not null,
        approved_at timestamptz(3),
        approved_by text
      );
      create unique index value_model_in_force on core.value_model (state) where state = 'approved';

      create table core.contribution (
        customer_id bigint not null references core.customer on delete cascade,
        event_id uuid not null,
        ordinal smallint not null,
        plugin text not null,
        plugin_version text not null,
        signal text not null,
        half_life smallint not null,
        epoch integer not null,
        brand_id integer not null default 0,
        actor_id integer not null default 0,
        occurred_at timestamptz(3) not null,
        recorded_at timestamptz(3) not null,
        retracted_at timestamptz(3),
        -- amount times count as the hook gave it; q30 holds what counts after the daily cap.
        amount double precision not null,
        q30 bigint not null,
        -- Weight of the event as evidence of a dialogue, for the confidence grade; carried by one contribution per event.
        mass30 bigint not null default 0,
        evidence_path text,
        primary key (customer_id, event_id, ordinal)
      );
      -- For the partial epoch of an as-of instant and for the day groups of capped signals.
      create index contribution_by_time on core.contribution (customer_id, occurred_at) where retracted_at is null;

      create table core.bucket (
        customer_id bigint not null references core.customer on delete cascade,
        signal text not null,
        half_life smallint not null,
        epoch integer not null,
        brand_id integer not null default 0,
        actor_id integer not null default 0,
        q30 numeric not null,
        mass30 numeric not null default 0,
        n integer not null,
        primary key (customer_id, signal, half_life, epoch, brand_id, actor_id)
      );

      create table core.adoption_evidence (
        customer_id bigint not null references core.customer on delete cascade,
        brand_id integer not null references core.brand,
        event_id uuid not null,
        ordinal smallint not null,
        evidence text not null,
        stage smallint not null check (stage between 1 and 4),
        points double precision not null,
        confirming boolean not null,
        occurred_at timestamptz(3) not null,
        recorded_at timestamptz(3) not null,
        retracted_at timestamptz(3),
        primary key (customer_id, brand_id, event_id, ordinal)
      );

      -- Narrow on purpose: it is rewritten at every intake. dirty: buckets changed since computed_at.
      create table core.customer_value (
        customer_id bigint primary key references core.customer on delete cascade,
        engagement double precision not null default 0,
        reciprocity double precision,
        service double precision,
        durability double precision,
        money double precision,
        rvi double precision,
        evidence_mass double precision not null default 0,
        grade text not null default 'D' check (grade in ('A', 'B', 'C', 'D')),
        model_hash text not null references core.value_model,
        computed_at timestamptz(3) not null,
        dirty boolean not null default false
      );
      create index customer_value_ranking on core.customer_value (engagement desc, customer_id desc);
      create index customer_value_dirty on core.customer_value (customer_id) where dirty;

      comment on table core.value_model is 'reference';
      comment on table core.contribution is 'distributed by customer_id';
      comment on table core.bucket is 'distributed by customer_id';
      comment on table core.adoption_evidence is 'distributed by customer_id';
      comment on table core.customer_value is 'distributed by customer_id';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table core.customer_value, core.adoption_evidence, core.bucket, core.contribution, core.value_model',
    );
  }
}
