import { Extensions } from 'type-graphql';
import type { ReadContext, Visible } from './context';
import type { FinishedAnswer } from './finished-answer';
import type { StoredAnswer } from './stored-answer';

export * from './figures';
export * from './source-builders';

/**
 * Where a field's data come from, declared once. The loader tier and the compiled tier of the executor both
 * derive from it. A field of a type with a table that declares nothing reads the column of the same name in
 * snake_case; a field of a plugin's interaction type that declares nothing reads the key of `details` of the same name.
 *
 * @since 0.1.0
 */
export type FieldSource =
  | ColumnSource
  | DetailsSource
  | GlobalIdSource
  | PartSource
  | MoneySource
  | ReferenceSource
  | LookupSource
  | NodeSource
  | ListSource
  | ConnectionSource
  | SummarySource
  | BatchSource;

/** A column of the type's own table. @since 0.1.0 */
export interface ColumnSource {
  readonly kind: 'column';
  readonly column: string;
}

/** A value inside the interaction's `details`, by its path. @since 0.1.0 */
export interface DetailsSource {
  readonly kind: 'details';
  readonly path: readonly string[];
}

/** The opaque Relay id: type name plus the named key columns. @since 0.1.0 */
export interface GlobalIdSource {
  readonly kind: 'globalId';
  readonly type: string;
  readonly columns: readonly string[];
}

/** A nested object that reads the same row as its parent; null unless `presentWhen` holds. @since 0.1.0 */
export interface PartSource {
  readonly kind: 'part';
  readonly presentWhen?: { readonly column: string; readonly values?: readonly string[] };
}

/** A Money object from a column of integer minor units and one of the currency; null when the amount is null. @since 0.1.0 */
export interface MoneySource {
  readonly kind: 'money';
  readonly minorUnits: string;
  readonly currency: string;
}

/** One row of another table whose `key` equals this row's `column`; null when the column is null. @since 0.1.0 */
export interface ReferenceSource {
  readonly kind: 'reference';
  readonly type: string;
  readonly column: string;
  readonly key: string;
  /**
   * Column of this row that names the customer, when the other table's keys begin with the customer: the rows must
   * agree in it too (other table's `customerColumn`), so that the primary key, and on a cluster one shard, is read.
   */
  readonly within?: string;
}

/** At most one row of another table, found by the arguments of a root field; null when none fits. @since 0.1.0 */
export interface LookupSource {
  readonly kind: 'lookup';
  readonly type: string;
  /** Condition over alias `t`; its `value` is given all arguments of the field and answers the one bound value. */
  readonly by: Filter;
}

/**
 * Objects by their opaque ids, which the field's argument `id` (one) or `ids` (a list, in the same order) gives; null for
 * ids that nothing has or that may not be seen. With `type`, ids of other types are refused.
 *
 * @since 0.1.0
 */
export interface NodeSource {
  readonly kind: 'node';
  readonly type?: string;
}

/** All rows of another table that belong to this row, at most `limit` (more is a fault of the data, not of the caller). @since 0.1.0 */
export interface ListSource {
  readonly kind: 'list';
  readonly type: string;
  readonly column: string;
  readonly key: string;
  readonly orderBy: readonly OrderTerm[];
  readonly limit: number;
  /** As in {@link ReferenceSource}. */
  readonly within?: string;
  /** Type of `column`; default: as its table says for its key and customer column, `bigint` for any other. */
  readonly columnType?: KeyType;
  /** A fixed condition, written against the alias `t`. It names no other table. */
  readonly where?: string;
}

/** A Relay connection over another table, of this row (`column`/`key`) or of everything (neither given). @since 0.1.0 */
export interface ConnectionSource {
  readonly kind: 'connection';
  readonly type: string;
  readonly column?: string;
  readonly key?: string;
  /** As in {@link ReferenceSource}. */
  readonly within?: string;
  /** As in {@link ListSource}. */
  readonly columnType?: KeyType;
  /** The orders a caller may choose by `orderBy`; the first is the default. Each ends in a unique column. */
  readonly orderings: Readonly<Record<string, Ordering>>;
  /** Argument path (`filter.kinds`, `channels`) -> condition over alias `t` and the parameter's placeholder. */
  readonly filters: Readonly<Record<string, Filter>>;
  /** A fixed condition, written against the alias `t`. It names no other table. */
  readonly where?: string;
}

/** An order that a caller may choose. @since 0.1.0 */
export interface Ordering {
  readonly terms: readonly OrderTerm[];
  /** Joins that the terms need, written against the alias `t`; each with the condition of {@link Visible} for its table. */
  readonly join?: (visible: Visible) => string;
}

/** One term of an order. @since 0.1.0 */
export interface OrderTerm {
  /** SQL over the alias `t` or a joined alias; never null. */
  readonly sql: string;
  readonly type: 'bigint' | 'text' | 'timestamptz' | 'date' | 'uuid' | 'float8' | 'int';
  readonly direction: 'asc' | 'desc';
}

/** How an argument narrows a connection. @since 0.1.0 */
export interface Filter {
  /** A condition over alias `t`. Every table it names beside `t` takes the condition of {@link Visible}. */
  readonly sql: (parameter: string, visible: Visible) => string;
  /** Turns the argument into the bound value, such as an opaque id into a key. Default: as given. */
  readonly value?: (argument: unknown) => unknown;
}

/** Figures of a customer counted over interactions in one statement for all customers of the level. @since 0.1.0 */
export interface SummarySource {
  readonly kind: 'summary';
  readonly figures: Readonly<Record<string, Figure>>;
}

/**
 * One figure over the customer's interactions that are neither retracted nor filtered:
 * `count` of events, or of the different values of a details path (`distinct`); `sum` of a numeric details path; `latest` point
 * in time; `ratio` of two such counts (0..1, null without a base). With `sinceDays` only interactions of that many days before
 * the clock of the request are taken.
 *
 * @since 0.1.0
 */
export type Figure =
  | {
      readonly figure: 'count';
      readonly types: readonly string[];
      readonly where?: Readonly<Record<string, string | boolean>>;
      readonly distinct?: string;
      readonly sinceDays?: number;
    }
  | { readonly figure: 'sum'; readonly types: readonly string[]; readonly path: string; readonly sinceDays?: number }
  | { readonly figure: 'latest'; readonly types: readonly string[] }
  | {
      readonly figure: 'ratio';
      readonly of: readonly string[];
      readonly to: readonly string[];
      readonly distinct?: string;
      readonly sinceDays?: number;
    };

/**
 * A field that needs JavaScript: one call for all parents of the level, never one per row.
 * Answers stand in the order of `keys`. A field of Query has one parent: one key without meaning, one answer.
 * An answer of a type with a table is a row of that table, by column names.
 *
 * @since 0.1.0
 */
export interface BatchSource {
  readonly kind: 'batch';
  /** Column of the parent's row that makes the key; default the table's key. */
  readonly column?: string;
  readonly load: (
    keys: readonly (string | number)[],
    args: Readonly<Record<string, unknown>>,
    context: ReadContext,
  ) => Promise<readonly unknown[]>;
  /** For a field of Query: the same answer as text, where the database can write it. */
  readonly finished?: FinishedAnswer;
  /** Where the answer lies ready when the field is asked without arguments. It must be the one that `load` would give. */
  readonly stored?: StoredAnswer;
}

/** What a key column holds. Whole numbers of any width count as `bigint`. @since 0.1.0 */
export type KeyType = 'bigint' | 'uuid' | 'text';

/** The table behind a GraphQL type. @since 0.1.0 */
export interface TableSource {
  readonly table: string;
  readonly key: string;
  /** Column that names the customer, so that row rules can be applied; absent for reference data. */
  readonly customerColumn?: string;
  /** Column that names a second customer, who must be visible too. */
  readonly otherCustomerColumn?: string;
  /** Column that names the brand, null for none, so that rows about brands outside the caller's reach are left out. */
  readonly brandColumn?: string;
  /** Default: `uuid` for rows that belong to a customer, `bigint` for customers themselves and reference data. */
  readonly keyType?: KeyType;
}

/**
 * Says which table a GraphQL type reads.
 *
 * @since 0.1.0
 * @example
 * import { Field, FromTable, ObjectType } from 'rapport/sdk';
 *
 * @FromTable({ table: 'plugin_sms.thread', key: 'id', customerColumn: 'customer_id' })
 * @ObjectType({ description: 'Messages that belong together.' })
 * class SmsThread {
 *   @Field(() => String, { description: 'What it is about.' })
 *   topic!: string;
 * }
 * SmsThread.name; // => 'SmsThread'
 */
export function FromTable(source: TableSource): ClassDecorator {
  return Extensions({ table: source }) as ClassDecorator;
}

/**
 * Says where a field reads from when it is not the column or details key of its own name.
 *
 * @since 0.1.0
 * @example
 * import { Field, From, fromDetails, Interaction, ObjectType } from 'rapport/sdk';
 *
 * @ObjectType({ implements: Interaction, description: 'A message that failed.' })
 * class SmsFailure extends Interaction {
 *   @From(fromDetails('reason', 'code'))
 *   @Field(() => String, { description: 'Why, in the words of the network.' })
 *   reason!: string;
 * }
 * SmsFailure.name; // => 'SmsFailure'
 */
export function From(source: FieldSource): PropertyDecorator {
  return Extensions({ source }) as PropertyDecorator;
}
