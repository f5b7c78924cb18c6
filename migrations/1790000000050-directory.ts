import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who the callers are to us: teams with their managers, territories of people, and what subjects of tokens may do. */
export class Directory1790000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.team (
        id integer generated always as identity primary key,
        code text not null unique check (code <> ''),
        name text not null,
        parent_id integer references core.team,
        check (parent_id <> id)
      );

      create table core.team_membership (
        team_id integer not null references core.team on delete cascade,
        team_member_id integer not null references core.team_member on delete cascade,
        role text not null check (role in ('member', 'manager')),
        primary key (team_id, team_member_id)
      );
      create index team_membership_of_member on core.team_membership (team_member_id);

      -- Beside the one that team_member names: assignments for a time, and further ones.
      create table core.member_territory (
        team_member_id integer not null references core.team_member on delete cascade,
        territory_id integer not null references core.territory on delete cascade,
        since date,
        until date check (until >= since),
        primary key (team_member_id, territory_id)
      );

      -- Subjects of tokens. Null: the entry does not say. The code * stands for all.
      create table core.directory_entry (
        subject text primary key check (subject <> ''),
        team_member_id integer references core.team_member on delete set null,
        roles text[],
        countries text[],
        brands text[]
      );

      comment on table core.team is 'reference';
      comment on table core.team_membership is 'reference';
      comment on table core.member_territory is 'reference';
      comment on table core.directory_entry is 'reference';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table core.directory_entry, core.member_territory, core.team_membership, core.team');
  }
}
