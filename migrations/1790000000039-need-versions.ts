import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A correction of a need changes its row: what was known of it before must stay as it was. */
export class NeedVersions1790000000039 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Since when it is known as the row has it; null when that was from the start.
      alter table core.need add column corrected_at timestamptz(3);

      -- What a need was known as, and of whom, until a correction; known in [recorded_at, superseded_at).
      create table core.need_version (
        customer_id bigint not null references core.customer on delete cascade,
        need_id uuid not null,
        superseded_at timestamptz(3) not null,
        recorded_at timestamptz(3) not null,
        kind text not null check (kind in ('request', 'need')),
        topic text not null,
        brand_id integer references core.brand,
        channel text,
        raised_at timestamptz(3) not null,
        answered_at timestamptz(3),
        answer_recorded_at timestamptz(3),
        met numeric(2, 1) check (met in (0, 0.5, 1)),
        primary key (customer_id, need_id, superseded_at),
        check (superseded_at > recorded_at)
      );
      comment on table core.need_version is 'distributed by customer_id';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table core.need_version;
      alter table core.need drop column corrected_at;
    `);
  }
}
