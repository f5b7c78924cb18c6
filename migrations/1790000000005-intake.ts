import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the intake keeps beside the accepted records: import runs, records set aside, and news for subscribers. */
export class Intake1790000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.import_run (
        id uuid primary key,
        importer text not null,
        file_name text not null,
        file_digest text not null,
        options jsonb not null,
        state text not null check (state in ('running', 'finished', 'failed')),
        -- Items of the file that are committed; a resumed run skips as many.
        items_done bigint not null default 0,
        accepted bigint not null default 0,
        repeated bigint not null default 0,
        corrected bigint not null default 0,
        rejected bigint not null default 0,
        waiting bigint not null default 0,
        filtered bigint not null default 0,
        started_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        finished_at timestamptz(3)
      );
      create unique index import_run_open on core.import_run (importer, file_digest, options) where state = 'running';

      -- rejected: faulty, kept with its reason. waiting: sound but something it names is unknown. filtered: set aside by a rule.
      create table core.intake_set_aside (
        id uuid primary key,
        disposition text not null check (disposition in ('rejected', 'waiting', 'filtered')),
        door text not null,
        code text not null,
        reason text not null,
        source text,
        source_key text,
        line bigint,
        raw text,
        record jsonb,
        import_run_id uuid references core.import_run on delete set null,
        received_at timestamptz(3) not null,
        attempts integer not null default 1,
        resolved_at timestamptz(3),
        resolution text
      );
      create index intake_set_aside_open on core.intake_set_aside (disposition, received_at, id) where resolved_at is null;
      create unique index intake_set_aside_waiting_key on core.intake_set_aside (source, source_key, (record ->> 'kind'))
        where disposition = 'waiting' and resolved_at is null;
      create index intake_set_aside_of_run on core.intake_set_aside (import_run_id, line);

      -- One row per committed batch; instances are told its id by NOTIFY and read it.
      create table core.outbox (
        id bigint generated always as identity primary key,
        created_at timestamptz(3) not null,
        payload jsonb not null
      );
      create index outbox_by_time on core.outbox (created_at);

      comment on table core.import_run is 'local';
      comment on table core.intake_set_aside is 'local';
      comment on table core.outbox is 'local';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table core.outbox, core.intake_set_aside, core.import_run');
  }
}
