import type { Visible } from './context';
import type { TableSource } from './source';

/**
 * A row that answers a batch field asked without arguments, as long as it fits; where it does not, the function is called.
 * It must say what the function would answer.
 *
 * @since 0.1.0
 */
export interface StoredAnswer {
  /** The table; its `key` equals the key of the batch field. */
  readonly from: TableSource;
  /**
   * Whether a row may be used: a condition over alias `t` and one value, asked for at each request. Every table it names
   * beside `t` takes the condition of {@link Visible}.
   */
  readonly fits: { readonly sql: (parameter: string, visible: Visible) => string; readonly value: () => unknown };
  /** The parent's column, and its values for which the answer is null without looking. */
  readonly noneWhen?: { readonly column: string; readonly values: readonly string[] };
  /** Fields of the answer; whoever asks for another one gets all of it from the function. */
  readonly fields: Readonly<Record<string, StoredField>>;
}

/** A column; a value that is the same for all rows, for ever or of each request; or a list of objects. @since 0.1.0 */
export type StoredField =
  | { readonly column: string }
  | { readonly constant: string | number | boolean | null }
  | { readonly value: () => string | number | boolean | null }
  | { readonly items: readonly Readonly<Record<string, StoredField>>[] };
