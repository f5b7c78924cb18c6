import type { Scope } from '../../auth/scope';
import type { Principal, Statement } from '../../sdk';
import type { TableDescription } from '../catalogue/catalogue';
import { statementName } from './statement-name';
import { tableReference } from './table-reference';

/** Collects the values of one statement. */
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
    const rules = { scope: this.#scope, principal: this.#principal };
    return tableReference(rules, table, alias, (valueFor) => this.bind(valueFor(this.#principal)));
  }

  /** The finished statement, named by its text so that it is prepared once per connection. */
  statement(text: string): Statement {
    return { name: statementName(text), text, values: this.#values };
  }
}
