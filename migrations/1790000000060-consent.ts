import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What customers allow and forbid, with the proof. Contacts that close or reopen a channel are such events, too. */
export class Consent1790000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.consent (
        customer_id bigint not null references core.customer on delete cascade,
        id uuid not null,
        state text not null check (state in ('granted', 'withdrawn')),
        -- Null stands for all.
        channel text,
        purpose text,
        brand_id integer references core.brand,
        proof_how text not null,
        proof_where text,
        wording text,
        valid_from timestamptz(3) not null,
        valid_until timestamptz(3) check (valid_until > valid_from),
        recorded_at timestamptz(3) not null,
        -- Set when the source corrects itself; the row stays.
        retracted_at timestamptz(3),
        source text not null,
        source_key text not null,
        revision integer not null,
        primary key (customer_id, id)
      );
      comment on table core.consent is 'distributed by customer_id';

      create function core.keep_consent() returns trigger language plpgsql as $$
      begin
        if to_jsonb(new) - 'retracted_at' is distinct from to_jsonb(old) - 'retracted_at' or old.retracted_at is not null then
          raise exception 'Consents are never changed; record another one.';
        end if;
        return new;
      end
      $$;
      create trigger keep_consent before update on core.consent for each row execute function core.keep_consent();

      create view core.consent_event as
        select customer_id, id, state, channel, purpose, brand_id, proof_how, proof_where, wording, valid_from, valid_until,
          recorded_at, retracted_at, source, source_key
        from core.consent
        union all
        select customer_id, id, case channel_permission when 'close' then 'withdrawn' else 'granted' end, channel, null, null,
          type, null, null, occurred_at, null, recorded_at, retracted_at, source, source_key
        from core.interaction where channel_permission is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view core.consent_event; drop table core.consent; drop function core.keep_consent()');
  }
}
