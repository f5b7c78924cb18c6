import { type GraphQLOutputType, isNonNullType } from 'graphql';
import type { CheckedValues } from './column-checks';
import { broken, constant, expression, type JsonText } from './json-text';

/** A value in SQL, cheap enough to be written several times. */
export interface Value {
  readonly sql: string;
  /** As PostgreSQL names the type, such as `bigint`. */
  readonly type: string;
  readonly notNull: boolean;
  /** What the database itself keeps out; absent: nothing is known. */
  readonly oneOf?: CheckedValues['oneOf'];
  readonly inRange?: CheckedValues['inRange'];
  /** Of a number: a condition that is cheaper than {@link Value.sql}, under which PostgreSQL spells it as JavaScript does. */
  readonly usual?: string;
}

/**
 * Turns SQL that is null exactly where there is no value into text that never is: `null` where the schema allows it.
 *
 * @param sql JSON text of the value
 */
export function orNull(type: GraphQLOutputType, { sql, notNull }: Pick<Value, 'sql' | 'notNull'>): JsonText {
  return notNull ? expression(sql) : expression(`coalesce(${sql}, ${nullOf(type)})`);
}

/** What stands for a missing value: `null`, or what leaves the operation to graphql-js. */
export const nullOf = (type: GraphQLOutputType): string => (isNonNullType(type) ? broken : "'null'");

export const nullText = (type: GraphQLOutputType): JsonText =>
  isNonNullType(type) ? expression(broken) : constant('null');
