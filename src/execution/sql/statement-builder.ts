import type { Scope } from '../../auth/scope';
import type { Principal, Statement, Visible } from '../../sdk';
import { statementName } from '../../shared/prepared';
import type { TableDescription } from '../catalogue/catalogue';
import { type BindValue, type Rules, tableReference, visibleRows } from './table-reference';

/** Collects the values of one statement. */
export class StatementBuilder {
  readonly #rules: Rules;
  readonly #values: unknown[] = [];

  constructor(scope: Scope, principal: Principal) {
    this.#rules = { scope, principal };
  }

  /** Binds a value and answers its placeholder. */
  bind(value: unknown): string {
    return `$${this.#values.push(value)}`;
  }

  /** A table reference for a FROM list: the rows of the type that the principal may see, under the alias. */
  from(table: TableDescription, alias: string): string {
    return tableReference(this.#rules, table, alias, this.#bindValue);
  }

  /** What fragments of SQL inside declarations ask for the tables they name. */
  get visible(): Visible {
    return visibleRows(this.#rules, this.#bindValue);
  }

  /** The finished statement, named by its text so that it is prepared once per connection. */
  statement(text: string): Statement {
    return { name: statementName(text), text, values: this.#values };
  }

  readonly #bindValue: BindValue = (valueFor) => this.bind(valueFor(this.#rules.principal));
}
