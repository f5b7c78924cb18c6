import type { Scope } from '../../auth/scope';
import type { Principal } from '../../sdk';
import type { TableDescription } from '../catalogue/catalogue';

/** The rule of who may see which rows, and for whom. */
export interface Rules {
  readonly scope: Scope;
  readonly principal: Principal;
}

/** Binds what differs between principals of the same shape of the scope, and answers its placeholder. */
export type BindValue = (valueFor: (principal: Principal) => unknown) => string;

/**
 * A table reference for a FROM list: the rows of the type that the principal may see, under the alias. This is the only
 * place where the name of a table becomes text, so no statement can read a table without the rules.
 */
export function tableReference(
  { scope, principal }: Rules,
  table: TableDescription,
  alias: string,
  bind: BindValue,
): string {
  const { source, restriction } = table;
  const conditions: string[] = [];
  if (restriction !== null) conditions.push(`${alias}.${restriction.column} = any(${bind(() => restriction.values)})`);
  const visible = scope.condition(source, alias, principal);
  if (visible !== null) {
    const valueAt = (index: number) => (each: Principal) => scope.condition(source, alias, each)?.values[index];
    conditions.push(`(${visible.sql(...visible.values.map((_, index) => bind(valueAt(index))))})`);
  }
  if (conditions.length === 0) return `${source.table} ${alias}`;
  // PostgreSQL merges such a subquery into the statement around it, so indexes are used as if it were flat.
  return `(select ${alias}.* from ${source.table} ${alias} where ${conditions.join(' and ')}) ${alias}`;
}
