import type { Scope } from '../../auth/scope';
import { asTableSource } from '../../auth/table-rules';
import type { Principal, TableSource, Visible } from '../../sdk';
import type { TableDescription } from '../catalogue/catalogue';

/** The rule of who may see which rows, and for whom. */
export interface Rules {
  readonly scope: Scope;
  readonly principal: Principal;
}

/**
 * Binds what differs between principals of the same shape of the scope, and answers its placeholder. Values of the same
 * name are equal for each principal, so that one placeholder may stand for all of them.
 */
export type BindValue = (valueFor: (principal: Principal) => unknown, name: string) => string;

type Customer = 'unknown' | 'visible';

/**
 * A table reference for a FROM list: the rows of the type that the principal may see, under the alias. This is the only
 * place where the name of a table becomes text, so no statement can read a table without the rules.
 */
export function tableReference(rules: Rules, table: TableDescription, alias: string, bind: BindValue): string {
  const { source, restriction } = table;
  const conditions: string[] = [];
  if (restriction !== null) {
    const values = bind(() => restriction.values, `types ${JSON.stringify(restriction.values)}`);
    conditions.push(`${alias}.${restriction.column} = any(${values})`);
  }
  const visible = condition(rules, source, alias, 'unknown', bind);
  if (visible !== null) conditions.push(visible);
  if (conditions.length === 0) return `${source.table} ${alias}`;
  // PostgreSQL merges such a subquery into the statement around it, so indexes are used as if it were flat.
  return `(select ${alias}.* from ${source.table} ${alias} where ${conditions.join(' and ')}) ${alias}`;
}

/** What fragments of SQL inside declarations ask for the tables they name. */
export function visibleRows(rules: Rules, bind: BindValue): Visible {
  return {
    rows: (table, alias) => condition(rules, asTableSource(table), alias, 'unknown', bind) ?? 'true',
    ofVisibleCustomer: (table, alias) => condition(rules, asTableSource(table), alias, 'visible', bind) ?? 'true',
  };
}

function condition(
  { scope, principal }: Rules,
  table: TableSource,
  alias: string,
  customer: Customer,
  bind: BindValue,
): string | null {
  const visible = scope.condition(table, alias, principal, customer);
  if (visible === null) return null;
  const valueAt = (index: number) => (each: Principal) => scope.condition(table, alias, each, customer)?.values[index];
  const placeholders = visible.values.map((_, index) => bind(valueAt(index), `${table.table} ${customer} ${index}`));
  return `(${visible.sql(...placeholders)})`;
}
