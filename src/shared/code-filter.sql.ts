import type { Filter } from '../sdk';

/** Reference data that everybody who is let in may see: no fragment asks for rows of it. */
export type CodeTable = 'core.brand' | 'core.territory' | 'core.team_member';

/** Condition that a column of keys names a row of reference data with one of the codes given. */
export const codeFilter = (column: string, table: CodeTable): Filter => ({
  sql: (parameter) => `t.${column} = any(${idsOfCodes(table, parameter)})`,
});

/** The keys of reference data with one of the codes given, as an array. */
export const idsOfCodes = (table: CodeTable, parameter: string): string =>
  `array(select id from ${table} where code = any(${parameter}::text[]))`;
