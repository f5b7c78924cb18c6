import type { Filter } from '../sdk';

/** Condition that a column of keys names a row of reference data with one of the codes given. */
export const codeFilter = (column: string, table: `core.${string}`): Filter => ({
  sql: (parameter) => `t.${column} = any(array(select id from ${table} where code = any(${parameter}::text[])))`,
});
