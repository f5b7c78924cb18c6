/** What one path of the reference server does. */
export interface LimitUnit {
  /** Answers one row with one column: the finished JSON text of the answer. */
  readonly text: string;
  /** From the operation's variables, or from whatever the body says. */
  readonly values: (variables: Readonly<Record<string, unknown>>) => readonly unknown[];
}
