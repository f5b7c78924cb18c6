import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contacts, what customers ask for, and money. */
export class Interactions1790000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Retracted rows stay: a value can be recomputed as it was known on an earlier day.
      create table core.interaction (
        customer_id bigint not null references core.customer on delete cascade,
        id uuid not null,
        type text not null,
        channel text not null,
        direction text not null check (direction in ('in', 'out', 'mutual')),
        occurred_at timestamptz(3) not null,
        imprecise boolean not null default false,
        recorded_at timestamptz(3) not null,
        retracted_at timestamptz(3),
        count integer not null default 1 check (count > 0),
        brand_id integer references core.brand,
        actor_id integer references core.team_member,
        content_id integer references core.content,
        source text not null,
        source_key text not null,
        revision integer not null default 1,
        details jsonb not null,
        filtered_code text,
        filtered_reason text,
        -- The channel was closed by the customer when this outbound contact happened.
        against_closure boolean not null default false,
        -- The customer closed or reopened the channel by this contact; the latest by occurred_at counts.
        channel_permission text check (channel_permission in ('close', 'open')),
        touch_cost_minor bigint,
        touch_cost_currency text,
        primary key (customer_id, id)
      );
      create index interaction_timeline on core.interaction (customer_id, occurred_at desc, id desc) where retracted_at is null;
      create index interaction_permission on core.interaction (customer_id, channel, occurred_at desc)
        where channel_permission is not null and retracted_at is null;
      create index interaction_by_time on core.interaction (occurred_at desc, id desc) where retracted_at is null;

      -- Idempotency is a table of its own: the key does not begin with the customer.
      create table core.intake_claim (
        source text not null,
        source_key text not null,
        kind text not null,
        body_hash bytea not null,
        revision integer not null default 1,
        customer_id bigint,
        subject_id uuid,
        retracted boolean not null default false,
        primary key (source, source_key, kind)
      );
      create index intake_claim_of_customer on core.intake_claim (customer_id);

      create table core.need (
        customer_id bigint not null references core.customer on delete cascade,
        id uuid not null,
        kind text not null check (kind in ('request', 'need')),
        topic text not null,
        text text,
        brand_id integer references core.brand,
        channel text,
        raised_at timestamptz(3) not null,
        recorded_at timestamptz(3) not null,
        answered_at timestamptz(3),
        answer text,
        -- 1 met, 0.5 partly met, 0 not met; null while open.
        met numeric(2, 1) check (met in (0, 0.5, 1)),
        source text not null,
        source_key text not null,
        primary key (customer_id, id),
        check (answered_at >= raised_at),
        check ((answered_at is null) = (met is null))
      );

      -- Amounts are signed: what they add to (or take from) the net contribution.
      create table core.ledger_entry (
        customer_id bigint not null references core.customer on delete cascade,
        id uuid not null,
        kind text not null check (kind in ('revenue', 'rebate', 'cost_of_goods', 'service_cost', 'touch_cost', 'value_transfer')),
        amount_minor bigint not null,
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        basis text not null check (basis in ('recorded', 'modelled', 'allocated')),
        occurred_on date not null,
        recorded_at timestamptz(3) not null,
        retracted_at timestamptz(3),
        brand_id integer references core.brand,
        interaction_id uuid,
        nature text,
        counterparty text,
        memo text,
        source text not null,
        source_key text not null,
        primary key (customer_id, id)
      );
      create index ledger_entry_by_day on core.ledger_entry (customer_id, occurred_on desc, id desc) where retracted_at is null;
      create index ledger_entry_of_interaction on core.ledger_entry (customer_id, interaction_id) where interaction_id is not null;

      comment on table core.interaction is 'distributed by customer_id';
      comment on table core.intake_claim is 'local';
      comment on table core.need is 'distributed by customer_id';
      comment on table core.ledger_entry is 'distributed by customer_id';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table core.ledger_entry, core.need, core.intake_claim, core.interaction');
  }
}
