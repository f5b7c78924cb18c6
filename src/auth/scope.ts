import type { Principal, TableSource } from '../sdk';

/** A condition over an alias, with as many bound values as `sql` is given placeholders. */
export interface ScopeCondition {
  readonly sql: (...placeholders: readonly string[]) => string;
  readonly values: readonly unknown[];
}

/**
 * Which rows of a table a principal may see, as a condition over `alias`; null when all of them. It is asked for every
 * reference to a table in every statement: nodes, lists, connections, counts, references and summaries alike.
 * The text may depend on the kind of principal; what differs between principals of a kind goes into `values`.
 */
export type Scope = (table: TableSource, alias: string, principal: Principal) => ScopeCondition | null;

/** The rule of today: every principal sees every row. */
export const seeEverything: Scope = () => null;
