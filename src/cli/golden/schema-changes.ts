import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

/** What a new version of the schema does to operations that clients have already. */
export interface SchemaChanges {
  /** Operations that were valid may fail. */
  readonly breaking: readonly string[];
  /** Operations stay valid, but may meet what their authors did not know of, such as a further enum value. */
  readonly dangerous: readonly string[];
}

/** Compares two schema definitions. */
export function schemaChanges(before: string, after: string): SchemaChanges {
  const [old, next] = [buildSchema(before), buildSchema(after)];
  const described = ({ description }: { readonly description: string }): string => description;
  return {
    breaking: findBreakingChanges(old, next).map(described),
    dangerous: findDangerousChanges(old, next).map(described),
  };
}
