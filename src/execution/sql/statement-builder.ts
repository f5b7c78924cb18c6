import type { Scope } from '../../auth/scope';
import type { Principal, Statement } from '../../sdk';
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
    const conditions = [this.#restriction(table, alias), this.#visible(table, alias)].filter((text) => text !== null);
    if (conditions.length === 0) return `${table.source.table} ${alias}`;
    // PostgreSQL merges such a subquery into the statement around it, so indexes are used as if it were flat.
    return `(select ${alias}.* from ${table.source.table} ${alias} where ${conditions.join(' and ')}) ${alias}`;
  }

  /** The finished statement, named by its text so that it is prepared once per connection. */
  statement(text: string): Statement {
    return { name: statementName(text), text, values: this.#values };
  }

  #restriction({ restriction }: TableDescription, alias: string): string | null {
    if (restriction === null) return null;
    return `${alias}.${restriction.column} = any(${this.bind(restriction.values)})`;
  }

  #visible({ source }: TableDescription, alias: string): string | null {
    const condition = this.#scope.condition(source, alias, this.#principal);
    if (condition === null) return null;
    return `(${condition.sql(...condition.values.map((value) => this.bind(value)))})`;
  }
}
