/** An input without its unset fields: what may be null becomes optional. */
export type Given<Input> = {
  [Key in keyof Input as null extends Input[Key] ? never : undefined extends Input[Key] ? never : Key]: Input[Key];
} & {
  [Key in keyof Input as null extends Input[Key] ? Key : undefined extends Input[Key] ? Key : never]?: NonNullable<
    Input[Key]
  >;
};

/** Leaves out the fields of a GraphQL input that are null or absent, for records in which "not said" is a missing key. */
export function given<Input extends object>(input: Input): Given<Input> {
  const said: Record<string, unknown> = {};
  for (const key of Object.keys(input)) {
    const value = input[key as keyof Input];
    if (value !== null && value !== undefined) said[key] = value;
  }
  return said as Given<Input>;
}
