import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Legal holds, erasures with their receipts and marks, copies for the person, and who read whose data. */
export class Privacy1790000000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.legal_hold (
        customer_id bigint not null references core.customer on delete cascade,
        id uuid not null,
        areas text[] not null check (cardinality(areas) > 0),
        reason text not null,
        placed_by text not null,
        placed_at timestamptz(3) not null,
        ends_at timestamptz(3),
        released_at timestamptz(3),
        released_by text,
        primary key (customer_id, id)
      );
      comment on table core.legal_hold is 'distributed by customer_id';

      -- Nothing in these three tells who it was: the number is all that is left of the person.
      create table core.erasure (
        id uuid primary key,
        customer_id bigint not null,
        ground text not null check (ground in ('request', 'objection', 'retention', 'unlawful')),
        requested_by text not null,
        erased_at timestamptz(3) not null,
        held_areas text[] not null
      );
      create index erasure_latest on core.erasure (erased_at desc, id desc);
      create table core.erasure_receipt (
        erasure_id uuid not null references core.erasure,
        contributor text not null,
        -- The exact text that is signed.
        document text not null,
        signature text not null,
        key_id text not null,
        primary key (erasure_id, contributor)
      );
      -- Keyed hashes of identifiers: they tell an identifier that comes back, and cannot be turned into one.
      create table core.erasure_mark (
        mark bytea primary key,
        erasure_id uuid not null references core.erasure,
        key_id text not null
      );
      create index erasure_mark_of_erasure on core.erasure_mark (erasure_id);

      create table core.subject_access (
        customer_id bigint not null references core.customer on delete cascade,
        id uuid not null,
        state text not null check (state in ('collecting', 'finished')),
        sections_done integer not null default 0,
        sections integer not null,
        requested_by text not null,
        requested_at timestamptz(3) not null,
        finished_at timestamptz(3),
        primary key (customer_id, id)
      );
      create index subject_access_by_id on core.subject_access (id);
      create table core.subject_access_section (
        customer_id bigint not null,
        access_id uuid not null,
        ordinal integer not null,
        contributor text not null,
        title text not null,
        content jsonb not null,
        primary key (customer_id, access_id, ordinal),
        foreign key (customer_id, access_id) references core.subject_access on delete cascade
      );

      create table core.read_audit (
        seq bigint primary key,
        read_at timestamptz(3) not null,
        subject text not null,
        roles text[] not null,
        operation text not null,
        purpose text,
        request_id text not null,
        customer_ids bigint[] not null,
        -- SHA-256 over the hash before it and this entry.
        hash bytea not null
      );
      create index read_audit_of_customer on core.read_audit using gin (customer_ids);
      create function core.keep_read_audit() returns trigger language plpgsql as $$
      begin
        raise exception 'The read audit is never changed.';
      end
      $$;
      create trigger keep_read_audit before update or delete or truncate on core.read_audit
        for each statement execute function core.keep_read_audit();

      comment on table core.erasure is 'reference';
      comment on table core.erasure_receipt is 'reference';
      comment on table core.erasure_mark is 'reference';
      comment on table core.subject_access is 'distributed by customer_id';
      comment on table core.subject_access_section is 'distributed by customer_id';
      comment on table core.read_audit is 'local';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table core.read_audit, core.subject_access_section, core.subject_access, core.erasure_mark, core.erasure_receipt,
        core.erasure, core.legal_hold;
      drop function core.keep_read_audit();
    `);
  }
}
