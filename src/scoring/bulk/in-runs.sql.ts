/**
 * A row source for statements: the rows of a table that belong to the runs in $1 and $2, found by its index on
 * `customer_id`. The subquery keeps the planner from reading the whole table for one batch out of many: how many rows a
 * run has, it can only guess.
 *
 * @param where a condition on the table's row `k`
 */
export const inRuns = (table: string, where = 'true', customer = 'customer_id'): string => `
  unnest($1::bigint[], $2::bigint[]) as r (first, last)
  cross join lateral (
    select * from ${table} k where k.${customer} between r.first and r.last and ${where} offset 0
  ) k`;
