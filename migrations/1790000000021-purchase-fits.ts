import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Laws of buying fitted to the customers of a segment, each with what is needed to judge and to repeat it. */
export class PurchaseFits1790000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.purchase_fit (
        id uuid primary key,
        -- '' stands for all organisations.
        segment text not null,
        observed_until date not null,
        fitted_at timestamptz(3) not null,
        reporting_currency text not null,
        customers integer not null,
        with_repeats integer not null,
        -- Each a fit, or why there is none.
        purchases jsonb not null,
        spend jsonb not null,
        -- Share of revenue left after goods, rebates and returns; null where there was no revenue.
        margin double precision
      );
      create index purchase_fit_latest on core.purchase_fit (segment, fitted_at desc, id);
      comment on table core.purchase_fit is 'reference';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table core.purchase_fit');
  }
}
