import type { Principal, TableSource } from '../sdk';

/** A condition over an alias, with as many bound values as `sql` is given placeholders. */
export interface ScopeCondition {
  readonly sql: (...placeholders: readonly string[]) => string;
  readonly values: readonly unknown[];
}

/**
 * The rule of who may see which rows. It is asked for every reference to a table in every statement: nodes, lists,
 * connections, counts, references and summaries alike. What differs between principals of one shape goes into values.
 */
export interface Scope {
  /** Names everything that the texts of the conditions depend on: principals of equal shapes share their plans. */
  readonly shape: (principal: Principal) => string;
  /** Which rows of a table the principal may see, as a condition over `alias`; null when all of them. */
  readonly condition: (table: TableSource, alias: string, principal: Principal) => ScopeCondition | null;
}

/** The rule of today: every principal sees every row. */
export const seeEverything: Scope = { shape: () => 'everything', condition: () => null };
