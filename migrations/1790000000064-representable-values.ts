import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Instants and days of years with four digits, and finite numbers: what the API can show. It need not check each value again. */
const instants: readonly (readonly [table: string, column: string])[] = [
  ['customer', 'created_at'],
  ['customer', 'updated_at'],
  ['customer_value', 'computed_at'],
  ['channel_closure', 'closed_at'],
  ['interaction', 'occurred_at'],
  ['interaction', 'recorded_at'],
  ['need', 'raised_at'],
  ['need', 'answered_at'],
];
const days: typeof instants = [
  ['relationship', 'since'],
  ['relationship', 'until'],
  ['affiliation', 'since'],
  ['affiliation', 'until'],
];
const numbers: typeof instants = ['engagement', 'reciprocity', 'service', 'durability', 'money', 'rvi'].map(
  (column) => ['customer_value', column],
);

export class RepresentableValues1790000000064 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const checks = [
      ...instants.map((place) => [place, (c: string) => `${c} >= '0001-01-01Z' and ${c} < '10000-01-01Z'`] as const),
      ...days.map((place) => [place, (c: string) => `${c} >= '0001-01-01' and ${c} <= '9999-12-31'`] as const),
      ...numbers.map((place) => [place, (c: string) => `${c} > '-Infinity' and ${c} < 'Infinity'`] as const),
    ];
    for (const [[table, column], condition] of checks) {
      await runner.query(
        `alter table core.${table} add constraint ${nameOf(table, column)} check (${condition(column)})`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of [...instants, ...days, ...numbers]) {
      await runner.query(`alter table core.${table} drop constraint ${nameOf(table, column)}`);
    }
  }
}

const nameOf = (table: string, column: string): string => `${table}_${column}_representable`;
