/** How many rows a population has, and what its chance begins with. Equal sizes make equal populations. */
export interface PopulationSize {
  readonly customers: number;
  readonly interactions: number;
  readonly seed: number;
}

export const standardSize: PopulationSize = { customers: 100_000, interactions: 1_000_000, seed: 1 };

/** What there is of reference data, whatever the number of customers. */
export const referenceCounts = { brands: 8, regions: 6, territories: 60, teamMembers: 200, contents: 40 } as const;

/** Contacts lie within two years before this instant, so that a population that is kept stays the same. */
export const lastContact = '2026-11-20T18:00:00.000Z';

/**
 * Chance inside the database: `pg_temp.pick(row, salt, most)` answers a whole number from 0 to `most` - 1, always the same.
 * Salts are the seed plus a number of the column's own.
 */
export const pickFunction = `
  create or replace function pg_temp.pick(n bigint, salt bigint, most integer) returns integer language sql immutable
  return ((hashint8extended(n, salt) & 9223372036854775807) % most)::integer`;
