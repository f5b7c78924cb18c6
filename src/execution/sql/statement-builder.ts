import type { Scope } from '../../auth/scope';
import { asTableSource } from '../../auth/table-rules';
import type { Principal, Statement, TableSource, Visible } from '../../sdk';
import type { TableDescription } from '../catalogue/catalogue';
import { statementName } from './statement-name';

/**
 * Collects the values of one statement and writes its table references. This is the only place where the name of a
 * table becomes text, so no statement can read a table without the rule of who may see which rows.
 */
export class StatementBuilder {
  readonly #scope: Scope;
  readonly #principal: Principal;
  readonly #values: unknown[] = [];

  constructor(scope: Scope, principal: Principal) {
    this.#scope = scope;
    this.#principal = principal;
  }

  /** Binds a value and answers its placeholder. */
  bind(value: unknown): string {
    return `$${this.#values.push(value)}`;
  }

  /** A table reference for a FROM list: the rows of the type that the principal may see, under the alias. */
  from(table: TableDescription, alias: string): string {
    const conditions = [this.#restriction(table, alias), this.#visible(table.source, alias, 'unknown')].filter(
      (text) => text !== null,
    );
    if (conditions.length === 0) return `${table.source.table} ${alias}`;
    // PostgreSQL merges such a subquery into the statement around it, so indexes are used as if it were flat.
    return `(select ${alias}.* from ${table.source.table} ${alias} where ${conditions.join(' and ')}) ${alias}`;
  }

  /** What fragments of SQL inside declarations ask for the tables they name. */
  get visible(): Visible {
    return {
      rows: (table, alias) => this.#visible(asTableSource(table), alias, 'unknown') ?? 'true',
      ofVisibleCustomer: (table, alias) => this.#visible(asTableSource(table), alias, 'visible') ?? 'true',
    };
  }

  /** The finished statement, named by its text so that it is prepared once per connection. */
  statement(text: string): Statement {
    return { name: statementName(text), text, values: this.#values };
  }

  #restriction({ restriction }: TableDescription, alias: string): string | null {
    if (restriction === null) return null;
    return `${alias}.${restriction.column} = any(${this.bind(restriction.values)})`;
  }

  #visible(table: TableSource, alias: string, customer: 'unknown' | 'visible'): string | null {
    const condition = this.#scope.condition(table, alias, this.#principal, customer);
    if (condition === null) return null;
    return `(${condition.sql(...condition.values.map((value) => this.bind(value)))})`;
  }
}
