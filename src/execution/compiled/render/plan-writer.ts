import type { Visible } from '../../../sdk';
import type { TableDescription } from '../../catalogue/catalogue';
import { type BindValue, type Rules, tableReference, visibleRows } from '../../sql/table-reference';
import type { ValueSelection } from '../operation';
import type { Binder, Hole } from '../plan/compiled-plan';
import { NotCompilable } from './not-compilable';

/** Types of an interface that are asked for different things multiply what lies below them: this ends it. */
const mostRows = 250;
const mostFields = 3_000;

/**
 * Collects parameters, holes and aliases of one plan, and writes its table references. There is none without the rules of
 * who may see which rows.
 */
export class PlanWriter {
  readonly parameters: Binder[] = [];
  readonly holes: Hole[] = [];
  readonly #rules: Rules;
  readonly #placeholders = new Map<string, string>();
  #rows = 0;
  #fields = 0;

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  /**
   * Binds what the binder computes for each request.
   *
   * @param name the same value is bound once under one name; absent: always anew
   */
  bind(binder: Binder, name?: string): string {
    const known = name === undefined ? undefined : this.#placeholders.get(name);
    if (known !== undefined) return known;
    const placeholder = `$${this.parameters.push(binder)}`;
    if (name !== undefined) this.#placeholders.set(name, placeholder);
    return placeholder;
  }

  /** Binds a value that is the same for all requests. */
  bindConstant(value: unknown): string {
    return this.bind(() => value, `constant ${JSON.stringify(value)}`);
  }

  /** A table reference for a FROM list: the rows of the type that the principal may see, under the alias. */
  from(table: TableDescription, alias: string): string {
    return tableReference(this.#rules, table, alias, this.#bindValue);
  }

  /** What fragments of SQL inside declarations ask for the tables they name. */
  get visible(): Visible {
    return visibleRows(this.#rules, this.#bindValue);
  }

  /** Names a row; declarations use other aliases. @throws NotCompilable for plans that PostgreSQL would plan for long */
  alias(): string {
    this.#rows += 1;
    if (this.#rows > mostRows) throw new NotCompilable(`It reads more than ${mostRows} kinds of rows.`);
    return `row${this.#rows}`;
  }

  /** Counts a field. @throws NotCompilable for plans that would be too long */
  count(): void {
    this.#fields += 1;
    if (this.#fields > mostFields) throw new NotCompilable(`It holds more than ${mostFields} fields.`);
  }

  hole(selection: ValueSelection): Hole {
    const hole = { index: this.holes.length, selection };
    this.holes.push(hole);
    return hole;
  }

  readonly #bindValue: BindValue = (valueFor, name) =>
    this.bind(({ context }) => valueFor(context.principal), `scope ${name}`);
}
