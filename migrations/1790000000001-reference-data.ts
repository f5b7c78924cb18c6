import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Brands, territories, our people and approved contents. Small and read everywhere: on a cluster, reference tables. */
export class ReferenceData1790000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.brand (
        id integer generated always as identity primary key,
        code text not null unique check (code <> ''),
        name text not null
      );
      create table core.territory (
        id integer generated always as identity primary key,
        code text not null unique check (code <> ''),
        name text not null,
        parent_id integer references core.territory,
        country text
      );
      create table core.team_member (
        id integer generated always as identity primary key,
        code text not null unique check (code <> ''),
        name text not null,
        role text not null,
        territory_id integer references core.territory,
        active boolean not null default true
      );
      create table core.content (
        id integer generated always as identity primary key,
        code text not null unique check (code <> ''),
        title text not null,
        brand_id integer references core.brand,
        channel text,
        approved_from date,
        approved_until date
      );
      comment on table core.brand is 'reference';
      comment on table core.territory is 'reference';
      comment on table core.team_member is 'reference';
      comment on table core.content is 'reference';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table core.content, core.team_member, core.territory, core.brand');
  }
}
