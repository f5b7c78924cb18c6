import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exchange rates in editions: an edition adds to the ones before it and never changes them. */
export class ExchangeRates1790000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.exchange_rate_edition (
        id integer primary key check (id > 0),
        source text not null,
        -- Currency that all quotes are against; the same in every edition.
        base text not null check (base ~ '^[A-Z]{3}$'),
        recorded_at timestamptz(3) not null,
        -- Of this edition and, through the hash before it, of all earlier ones.
        hash text not null
      );
      -- Units of the currency per unit of the base. The highest edition up to the one asked for counts.
      create table core.exchange_rate (
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        day date not null,
        edition integer not null references core.exchange_rate_edition,
        units_per_base numeric not null check (units_per_base > 0),
        primary key (currency, day, edition)
      );
      comment on table core.exchange_rate_edition is 'reference';
      comment on table core.exchange_rate is 'reference';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table core.exchange_rate, core.exchange_rate_edition');
  }
}
