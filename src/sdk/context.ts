import type { TableSource } from './source';

/** A statement with its parameters. A name makes it a prepared statement; the text of a name never changes. @since 0.1.0 */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** Read access to the database within one request; statements are counted. @since 0.1.0 */
export interface Reader {
  query<Row extends object>(statement: Statement): Promise<readonly Row[]>;
}

/** Who asks, as the credentials say. What follows from roles and reach is decided in one place, `auth`. @since 0.1.0 */
export interface Principal {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Which customers and brands; absent: none named. */
  readonly reach?: Reach;
  /** Id of the plugin whose intake a partner's service may use. */
  readonly plugin?: string;
  /**
   * Sources whose records the principal answers for: names, those with `*` at the end stand for all that begin so. Absent: none
   * named, so that it corrects what it has reported itself.
   */
  readonly sources?: readonly string[];
  /** What the data are asked for, such as `campaign`; absent: nothing was stated. */
  readonly purpose?: string;
  /** When the credentials end; absent: never. */
  readonly expiresAt?: Date;
}

/** The part of the customers that credentials name. Of each limit: absent when not named, null for everything. @since 0.1.0 */
export interface Reach {
  /** Ids, those of parts of territories among them. */
  readonly territories?: readonly number[] | null;
  /** ISO 3166 codes. */
  readonly countries?: readonly string[] | null;
  /** Ids. */
  readonly brands?: readonly number[] | null;
}

/** A table by its name (those of the core) or its declaration (those of plugins). @since 0.1.0 */
export type TableName = `core.${string}` | TableSource;

/** Binds a value to a statement and answers its placeholder, such as `$3`. @since 0.1.0 */
export type Bind = (value: unknown) => string;

/** What a batch function may use: read access, who asks, and the one clock of the request. @since 0.1.0 */
export interface ReadContext {
  readonly reader: Reader;
  readonly principal: Principal;
  readonly now: Date;
  /**
   * Aborted when the answer is no longer waited for; give it to whatever else you wait for, such as `fetch`. Statements are
   * refused then. Absent where the platform asks itself.
   */
  readonly signal?: AbortSignal;
  /**
   * Which rows of a table the caller may see: a condition over its alias, for every table that a statement names. The
   * keys that a batch function is given have passed it already; everything else it reads has not.
   */
  readonly visible: (table: TableName, alias: string, bind: Bind) => string;
  /** Which rows may be counted and summed for the caller. Only for figures over many customers that show none of them. */
  readonly summable: (table: TableName, alias: string, bind: Bind) => string;
  /**
   * Fewest customers that a figure over many may be of for the caller; figures of fewer are withheld, and with them what would
   * tell them by subtraction. 1: of any number.
   */
  readonly smallestGroup: number;
}

/** Which rows of further tables a fragment of SQL may look at: conditions over their aliases. @since 0.1.0 */
export interface Visible {
  readonly rows: (table: TableName, alias: string) => string;
  /** The same where the fragment ties the rows to a customer that has passed the rule already, as `x.customer_id = t.id`. */
  readonly ofVisibleCustomer: (table: TableName, alias: string) => string;
}
