import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers with what identifies, names and reaches them, and their ties to us and to each other. */
export class Customers1790000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.customer (
        id bigint generated always as identity primary key,
        kind text not null check (kind in ('professional', 'organization', 'consumer', 'stakeholder')),
        status text not null default 'active' check (status in ('active', 'inactive')),
        status_reason text,
        status_since date,
        display_name text not null,
        given_name text, middle_name text, family_name text, name_prefix text, name_suffix text,
        sex text check (sex in ('female', 'male', 'other')),
        credentials text,
        specialty text,
        specialty_code text,
        organization_name text,
        segment text,
        territory_id integer references core.territory,
        country text,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null
      );
      create index customer_by_name on core.customer (lower(display_name), id);
      create index customer_by_territory on core.customer (territory_id, id);
      create index customer_by_segment on core.customer (segment, id);
      create index customer_by_update on core.customer (updated_at desc, id desc);

      -- One owner per (system, value) over all customers, hence not distributed.
      create table core.customer_identifier (
        system text not null,
        value text not null,
        customer_id bigint not null references core.customer on delete cascade,
        recorded_at timestamptz(3) not null,
        primary key (system, value)
      );
      create index customer_identifier_of_customer on core.customer_identifier (customer_id, system, value);

      -- Lists of master data keep the source that said them, so that a source replaces only its own.
      create table core.customer_other_name (
        customer_id bigint not null references core.customer on delete cascade,
        source text not null,
        ordinal integer not null,
        name_use text not null check (name_use in ('former', 'professional', 'other')),
        given_name text, middle_name text, family_name text, name_prefix text, name_suffix text, credentials text,
        organization_name text,
        primary key (customer_id, source, ordinal)
      );
      create table core.customer_licence (
        customer_id bigint not null references core.customer on delete cascade,
        source text not null,
        ordinal integer not null,
        number text not null,
        region text,
        specialty_code text,
        primary key (customer_id, source, ordinal)
      );
      create table core.contact_point (
        customer_id bigint not null references core.customer on delete cascade,
        source text not null,
        ordinal integer not null,
        kind text not null check (kind in ('phone', 'fax', 'email', 'url')),
        value text not null,
        point_use text,
        primary key (customer_id, source, ordinal)
      );
      create table core.address (
        customer_id bigint not null references core.customer on delete cascade,
        source text not null,
        ordinal integer not null,
        address_use text not null check (address_use in ('practice', 'mailing', 'home')),
        lines text[] not null,
        city text, region text, postal_code text, country text,
        primary key (customer_id, source, ordinal)
      );

      create table core.relationship (
        customer_id bigint not null references core.customer on delete cascade,
        id uuid not null,
        team_member_id integer references core.team_member,
        brand_id integer references core.brand,
        role text not null,
        since date,
        until date,
        source text not null,
        source_key text not null,
        primary key (customer_id, id),
        check (num_nonnulls(team_member_id, brand_id) = 1),
        check (until >= since)
      );
      create table core.affiliation (
        customer_id bigint not null references core.customer on delete cascade,
        id uuid not null,
        other_customer_id bigint not null references core.customer on delete cascade,
        role text not null,
        since date,
        until date,
        source text not null,
        source_key text not null,
        primary key (customer_id, id),
        check (customer_id <> other_customer_id),
        check (until >= since)
      );
      create index affiliation_of_other on core.affiliation (other_customer_id);

      -- A channel the customer has closed; the row goes when the channel is opened again.
      create table core.channel_closure (
        customer_id bigint not null references core.customer on delete cascade,
        channel text not null,
        closed_at timestamptz(3) not null,
        reason text not null,
        primary key (customer_id, channel)
      );

      comment on table core.customer is 'distributed by id';
      comment on table core.customer_identifier is 'reference';
      comment on table core.customer_other_name is 'distributed by customer_id';
      comment on table core.customer_licence is 'distributed by customer_id';
      comment on table core.contact_point is 'distributed by customer_id';
      comment on table core.address is 'distributed by customer_id';
      comment on table core.relationship is 'distributed by customer_id';
      comment on table core.affiliation is 'distributed by customer_id';
      comment on table core.channel_closure is 'distributed by customer_id';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table core.channel_closure, core.affiliation, core.relationship, core.address, core.contact_point,
      core.customer_licence, core.customer_other_name, core.customer_identifier, core.customer`);
  }
}
