import type { ReadContext } from './context';

/**
 * Answers a batch field of Query with finished JSON text of what is selected; null where the database cannot write it, and
 * `load` is to be called. The text must be, to the last character, what is made of the answer of `load`: one JSON value with the
 * selected fields, of at most 4 million characters. Anything else is refused as a failure of its plugin.
 *
 * @since 0.1.0
 */
export type FinishedAnswer = (
  selection: readonly SelectedField[],
  args: Readonly<Record<string, unknown>>,
  context: ReadContext,
) => Promise<string | null>;

/** A field without arguments that is asked of an object, in the order of the answer. @since 0.1.0 */
export interface SelectedField {
  /** As the schema has it, or `__typename`. */
  readonly name: string;
  /** As the client calls it. */
  readonly responseKey: string;
  /** What is asked of the object that it answers, or of each in the list; null for scalars and enums. */
  readonly below: readonly SelectedField[] | null;
}
